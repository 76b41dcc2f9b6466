import { useState } from 'react';
import { useAsk } from '@/backend';
import { EmptyState, ErrorNotice, IconButton } from '@/kit';
import { useText } from '@/lib/i18n';
import { Year } from './Year';

/** Every calendar of the folder, and a year of it as a picture. */
export function Calendars() {
  const text = useText();
  const { data, error } = useAsk('library.list', {});
  const [chosen, setChosen] = useState<string | null>(null);
  const [year, setYear] = useState(() => new Date().getFullYear());
  const calendars = data?.calendars ?? [];
  const calendar = calendars.find((each) => each.path === chosen) ?? calendars[0];
  if (error !== undefined && data === undefined) return <ErrorNotice notice={error} />;
  if (data !== undefined && calendar === undefined) return <EmptyState icon="calendar" line={text('library.noCalendar')} />;
  return (
    <div className="calendars">
      <ul className="calendar-list" aria-label={text('library.calendars')}>
        {calendars.map((each) => (
          <li key={each.path}>
            <button type="button" aria-pressed={each === calendar} onClick={() => setChosen(each.path)}>
              <strong>{each.name}</strong>
              <code>{each.path}</code>
              <span>{each.problem ?? text('library.covers', { from: each.covers_from, to: each.covers_to })}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="calendar-year">
        <header>
          <IconButton icon="chevron-left" label={text('library.earlier')} onClick={() => setYear(year - 1)} />
          <h2>{year}</h2>
          <IconButton icon="chevron-right" label={text('library.later')} onClick={() => setYear(year + 1)} />
        </header>
        {calendar !== undefined && <Year path={calendar.path} year={year} />}
      </div>
    </div>
  );
}

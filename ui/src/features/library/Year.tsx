import { useMemo } from 'react';
import { useAsk } from '@/backend';
import type { ResponseOf } from '@/backend';
import { EmptyState, ErrorNotice, Tooltip } from '@/kit';
import { useText, type TextKey } from '@/lib/i18n';
import { language } from '@/lib/i18n';
import { useValue } from '@/lib/store';

type Day = ResponseOf<'calendar.year'>['days'][number];

const CLASSES: Record<string, TextKey> = {
  'after-holiday': 'library.afterHoliday', 'month-end': 'library.monthEnd', 'quarter-end': 'library.quarterEnd', 'year-end': 'library.yearEnd',
};

/** Twelve months: worked, off, made up, and the classes of days. */
export function Year({ path, year }: { path: string; year: number }) {
  const text = useText();
  const { data, error } = useAsk('calendar.year', { path, year });
  const months = useMemo(() => {
    const byMonth = new Map<string, Day[]>();
    for (const day of data?.days ?? []) byMonth.set(day.date.slice(0, 7), [...(byMonth.get(day.date.slice(0, 7)) ?? []), day]);
    return [...byMonth];
  }, [data]);
  if (error !== undefined) return <ErrorNotice notice={error} />;
  if (data !== undefined && months.length === 0) return <EmptyState icon="calendar" line={text('library.notCovered', { year })} />;
  return (
    <>
      <div className="months">{months.map(([month, days]) => <Month key={month} month={month} days={days} />)}</div>
      <ul className="calendar-legend">
        <li><span className="day day-off" />{text('library.off')}</li>
        <li><span className="day day-made-up" />{text('library.madeUp')}</li>
        <li><span className="day day-class" />{text('library.classDay')}</li>
      </ul>
    </>
  );
}

function Month({ month, days }: { month: string; days: readonly Day[] }) {
  const text = useText();
  const locale = useValue(language) === 'zh' ? 'zh-CN' : 'en-GB';
  const first = new Date(`${days[0]?.date ?? month}T00:00:00Z`);
  const blanks = (first.getUTCDay() + 6) % 7;
  const weekdays = Array.from({ length: 7 }, (_, day) => new Intl.DateTimeFormat(locale, { weekday: 'narrow', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day + 1)));
  return (
    <section className="month">
      <h3>{new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(first)}</h3>
      <div className="month-days">
        {weekdays.map((weekday, index) => <span key={index} className="weekday">{weekday}</span>)}
        {Array.from({ length: blanks }, (_, index) => <span key={index} />)}
        {days.map((day) => {
          const kind = CLASSES[day.class];
          const words = [day.date, day.label, kind === undefined ? null : text(kind)].filter(Boolean).join(', ');
          return (
            <Tooltip key={day.date} text={words}>
              <span className={`day ${lookOf(day)}`} aria-label={words}>{Number(day.date.slice(8))}</span>
            </Tooltip>
          );
        })}
      </div>
    </section>
  );
}

function lookOf(day: Day): string {
  if (!day.business) return day.label === null ? 'day-off' : 'day-off day-holiday';
  const made = day.label === null ? '' : 'day-made-up';
  return day.class === 'normal' ? made : `${made} day-class`;
}

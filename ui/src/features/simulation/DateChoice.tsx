import { useMemo } from 'react';
import { useAsk } from '@/backend';
import { besidePath, type Workflow } from '@/document';
import { IconButton, Menu, TextField, type MenuItem } from '@/kit';
import { useText, type TextKey } from '@/lib/i18n';

interface DateChoiceProps {
  workflow: Workflow;
  /** Null is the next business date. */
  date: string | null;
  /** The date that the plan in view is for. */
  planned: string | null;
  onChange: (date: string | null) => void;
}

type Day = { date: string; business: boolean; class: string; label: string | null };

const CLASSES: Record<string, TextKey> = {
  normal: 'simulation.normal', 'after-holiday': 'simulation.afterHoliday', 'month-end': 'simulation.monthEnd',
  'quarter-end': 'simulation.quarterEnd', 'year-end': 'simulation.yearEnd',
};

/** The business date of the night: typed, or the next one of a class by the workflow's calendar. */
export function DateChoice({ workflow, date, planned, onChange }: DateChoiceProps) {
  const text = useText();
  const path = workflow.use((state) => state.path);
  const calendar = workflow.use((state) => state.definition?.calendar);
  const from = planned ?? new Date().toISOString().slice(0, 10);
  const request = calendar === undefined ? null : { path: besidePath(path, calendar), year: Number(from.slice(0, 4)) };
  const { data } = useAsk('calendar.year', request);
  const next = useMemo(() => nextOfEachClass(data?.days ?? [], new Date().toISOString().slice(0, 10)), [data]);
  const items: MenuItem[] = [
    { label: text('simulation.nextNight'), checked: date === null, onSelect: () => onChange(null) },
    ...next.map((day): MenuItem => ({
      label: text(CLASSES[day.class] ?? 'simulation.normal'), note: day.date, checked: day.date === date, onSelect: () => onChange(day.date),
    })),
  ];
  return (
    <div className="night-date">
      <TextField
        label={text('simulation.businessDate')} value={date ?? planned ?? ''} placeholder="2026-11-30"
        validate={(typed) => (isDate(typed) ? undefined : text('simulation.badDate'))} onChange={onChange}
      />
      <Menu items={items} align="end">
        {(button) => <IconButton icon="calendar" label={text('simulation.chooseDay')} {...button} />}
      </Menu>
    </div>
  );
}

function isDate(typed: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(typed) && new Date(`${typed}T00:00:00Z`).toJSON()?.slice(0, 10) === typed;
}

/** The next business date of every class, in the order of the dates. */
export function nextOfEachClass(days: readonly Day[], today: string): Day[] {
  const found = new Map<string, Day>();
  for (const day of days) {
    if (day.business && day.date >= today && !found.has(day.class)) found.set(day.class, day);
  }
  return [...found.values()];
}

/** The word for a class of days; a class that this window does not know keeps its name. */
export function classWord(name: string, say: (key: TextKey) => string): string {
  const key = CLASSES[name];
  return key === undefined ? name : say(key);
}

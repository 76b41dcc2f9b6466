import type { DayClass, DayRule, Days } from '@/generated/model';
import { SelectField, TextAreaField } from '@/kit';
import { useText } from '@/lib/i18n';
import type { Shown } from './setting-fields';

export const DAY_CLASSES: readonly DayClass[] = ['normal', 'after-holiday', 'month-end', 'quarter-end', 'year-end'];
const CHOICES = ['always', 'business_days', 'every_day', 'days_off', 'classes', 'other'] as const;
type Choice = (typeof CHOICES)[number];

/** On which days: the usual choices by name, anything else in the words of the file. */
export function DaysFields({ shown, onChange, label }: { shown: Shown<Days>; onChange: (days: Days | undefined) => void; label?: string }) {
  const text = useText();
  const days = shown.value;
  const choice = choiceOf(days);
  const options = CHOICES.map((each) => ({ value: each, label: text(`designer.days_${each}`) }));
  const choose = (next: Choice) => onChange(next === 'always' ? undefined : { ...days, on: [ruleOf(next)] });
  return (
    <>
      <SelectField label={label ?? text('designer.days')} value={choice} options={options} origin={shown.origin} onReset={shown.onReset} onChange={choose} />
      {days !== null && (choice === 'other' || choice === 'classes') && (
        <TextAreaField
          label={text('designer.rules')}
          mono
          value={JSON.stringify(days, null, 1)}
          validate={(typed) => (read(typed) === null ? text('designer.badRules') : undefined)}
          onChange={(typed) => onChange(read(typed) ?? undefined)}
        />
      )}
    </>
  );
}

function choiceOf(days: Days | null): Choice {
  if (days === null) return 'always';
  const [rule] = days.on;
  if (days.on.length !== 1 || rule === undefined || (days.except ?? []).length > 0 || days.roll !== undefined || days.calendar !== undefined) return 'other';
  if (typeof rule === 'string') return rule;
  return 'classes' in rule ? 'classes' : 'other';
}

function ruleOf(choice: Exclude<Choice, 'always'>): DayRule {
  if (choice === 'classes') return { classes: ['month-end', 'quarter-end', 'year-end'] };
  return choice === 'other' ? { business_days_of_month: [-1] } : choice;
}

function read(typed: string): Days | null {
  try {
    const value: unknown = JSON.parse(typed);
    return typeof value === 'object' && value !== null && 'on' in value && Array.isArray(value.on) ? (value as Days) : null;
  } catch {
    return null;
  }
}

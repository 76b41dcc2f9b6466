import { useText } from '@/lib/i18n';
import { formatDayTime, formatExactDuration, lacksDay, parseDayTime, parseDuration, spanSeconds, toSpan } from '@/lib/time';
import { Field, useFieldControl, type FieldProps } from './Field';
import { IconButton } from './IconButton';
import { draftHandlers, useDraft, type Draft } from './use-draft';

interface ValueProps<T> extends FieldProps {
  value: T;
  /** Called once an edit is complete, not at every key. */
  onChange: (value: T) => void;
  placeholder?: string | undefined;
  disabled?: boolean;
}

interface TextFieldProps extends ValueProps<string> {
  /** Calls `onChange` at every key; for filters. */
  live?: boolean;
  mono?: boolean;
  /** A sentence that says what is wrong with a text, or undefined. */
  validate?: (text: string) => string | undefined;
  /** Another way to come by the text, for a path the desktop's own dialog. */
  onChoose?: (() => void) | undefined;
}

export function TextField({ value, onChange, placeholder, disabled, live, mono, validate, onChoose, ...field }: TextFieldProps) {
  const text = useText();
  const draft = useDraft<string>({ value, onChange, format: same, parse: checked(validate) });
  const shown = live === true ? { ...draft, text: value, change: onChange, commit: nothing, revert: nothing } : draft;
  return (
    <Field {...field} problem={draft.problem ?? field.problem}>
      <DraftInput draft={shown} placeholder={placeholder} disabled={disabled} mono={mono} />
      {onChoose !== undefined && <IconButton icon="open" label={text('kit.choose')} disabled={disabled === true} onClick={onChoose} />}
    </Field>
  );
}

export function TextAreaField({ value, onChange, placeholder, disabled, mono, rows = 3, validate, ...field }: TextFieldProps & { rows?: number }) {
  const draft = useDraft<string>({ value, onChange, format: same, parse: checked(validate) });
  return (
    <Field {...field} problem={draft.problem ?? field.problem}>
      <AreaInput draft={draft} placeholder={placeholder} disabled={disabled} mono={mono} rows={rows} />
    </Field>
  );
}

interface NumberFieldProps extends ValueProps<number | null> {
  min?: number;
  max?: number;
  whole?: boolean;
  /** Beside the number: `units`, `%`. */
  unit?: string;
}

export function NumberField({ value, onChange, placeholder, disabled, min, max, whole, unit, ...field }: NumberFieldProps) {
  const text = useText();
  const parse = (typed: string): { value: number | null } | { problem: string } => {
    const trimmed = typed.trim().replace(',', '.').replace('\u2212', '-');
    if (trimmed === '') return { value: null };
    const number = Number(trimmed);
    if (!Number.isFinite(number)) return { problem: text('kit.badNumber') };
    if (whole === true && !Number.isInteger(number)) return { problem: text('kit.wholeNumber') };
    if (min !== undefined && number < min) return { problem: text('kit.tooSmall', { limit: min }) };
    if (max !== undefined && number > max) return { problem: text('kit.tooLarge', { limit: max }) };
    return { value: number };
  };
  const draft = useDraft<number | null>({ value, onChange, parse, format: (number) => (number === null ? '' : String(number)) });
  return (
    <Field {...field} problem={draft.problem ?? field.problem}>
      <DraftInput draft={draft} placeholder={placeholder} disabled={disabled} numeric />
      {unit !== undefined && <span className="field-unit">{unit}</span>}
    </Field>
  );
}

/** Ten years, the longest that a definition takes, in seconds. */
const LONGEST = 3650 * 86_400;

/**
 * A `Span` of the definition (`1h5m`), shown as `1 h 5 min`; null when empty. A bare number has no unit
 * and is refused. For seconds use `toSpan` and `spanSeconds` of `lib/time`.
 */
export function DurationField({ value, onChange, placeholder, disabled, ...field }: ValueProps<string | null>) {
  const text = useText();
  const draft = useDraft<string | null>({
    value,
    onChange,
    format: (span) => (span === null ? '' : readableSpan(span)),
    parse: (typed) => {
      if (typed.trim() === '') return { value: null };
      const seconds = parseDuration(typed);
      if (seconds === null) return { problem: text('kit.badDuration') };
      return seconds > LONGEST ? { problem: text('kit.longDuration') } : { value: toSpan(seconds) };
    },
  });
  return (
    <Field {...field} problem={draft.problem ?? field.problem}>
      <DraftInput draft={draft} placeholder={placeholder ?? '20 min'} disabled={disabled} numeric />
    </Field>
  );
}

/** A `DayTime` of the definition, `05:00+1`; null when empty. The day must be said, and a value that lacks it shows so. */
export function DayTimeField({ value, onChange, placeholder, disabled, ...field }: ValueProps<string | null>) {
  const text = useText();
  const noDay = (typed: string) => (lacksDay(typed) ? text('kit.lacksDay', { time: typed.trim() }) : undefined);
  const draft = useDraft<string | null>({
    value,
    onChange,
    format: (time) => time ?? '',
    parse: (typed) => {
      if (typed.trim() === '') return { value: null };
      const seconds = parseDayTime(typed);
      if (seconds !== null) return { value: formatDayTime(seconds) };
      return { problem: noDay(typed) ?? text('kit.badDayTime') };
    },
  });
  return (
    <Field {...field} problem={draft.problem ?? noDay(draft.text) ?? field.problem}>
      <DraftInput draft={draft} placeholder={placeholder ?? '05:00+1'} disabled={disabled} numeric />
    </Field>
  );
}

/** What cannot be read is shown as it stands, to be mended. */
function readableSpan(span: string): string {
  const seconds = spanSeconds(span);
  return seconds === null ? span : formatExactDuration(seconds);
}

interface DraftInputProps {
  draft: Draft;
  placeholder: string | undefined;
  disabled: boolean | undefined;
  mono?: boolean | undefined;
  numeric?: boolean;
}

function DraftInput({ draft, placeholder, disabled, mono, numeric }: DraftInputProps) {
  const control = useFieldControl();
  return (
    <input
      {...control}
      {...draftHandlers(draft)}
      type="text"
      spellCheck={false}
      autoComplete="off"
      className={`input ${mono === true ? 'mono' : ''} ${numeric === true ? 'input-numeric' : ''}`}
      placeholder={placeholder}
      disabled={disabled}
      value={draft.text}
      onChange={(event) => draft.change(event.target.value)}
    />
  );
}

function AreaInput({ draft, placeholder, disabled, mono, rows }: DraftInputProps & { rows: number }) {
  const control = useFieldControl();
  return (
    <textarea
      {...control}
      {...draftHandlers(draft, true)}
      rows={rows}
      spellCheck={false}
      className={`input ${mono === true ? 'mono' : ''}`}
      placeholder={placeholder}
      disabled={disabled}
      value={draft.text}
      onChange={(event) => draft.change(event.target.value)}
    />
  );
}

const same = (text: string): string => text;
const nothing = (): void => undefined;

function checked(validate: ((text: string) => string | undefined) | undefined) {
  return (typed: string): { value: string } | { problem: string } => {
    const problem = validate?.(typed);
    return problem === undefined ? { value: typed } : { problem };
  };
}

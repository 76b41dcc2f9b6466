import { useId } from 'react';
import { useText } from '@/lib/i18n';
import { Field, useFieldControl, type FieldProps } from './Field';

export interface Option<T extends string> {
  value: T;
  label: string;
  disabled?: boolean;
}

interface SelectFieldProps<T extends string> extends FieldProps {
  /** Null while nothing is chosen. */
  value: T | null;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
  disabled?: boolean;
}

export function SelectField<T extends string>({ value, options, onChange, disabled, ...field }: SelectFieldProps<T>) {
  return (
    <Field {...field}>
      <SelectInput value={value} options={options} onChange={onChange} disabled={disabled} />
    </Field>
  );
}

interface SelectInputProps<T extends string> {
  value: T | null;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
  disabled?: boolean | undefined;
  /** For use outside a field. */
  label?: string;
}

/** The bare control, for bars and table cells. */
export function SelectInput<T extends string>({ value, options, onChange, disabled, label }: SelectInputProps<T>) {
  const text = useText();
  const control = useFieldControl();
  return (
    <select
      {...control}
      aria-label={label}
      className="input"
      disabled={disabled}
      value={value ?? ''}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.target.value);
        if (chosen) onChange(chosen.value);
      }}
    >
      {value === null && <option value="" disabled>{text('kit.choose')}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled}>{option.label}</option>
      ))}
    </select>
  );
}

interface ToggleProps {
  label: string;
  value: boolean;
  onChange: (value: boolean) => void;
  disabled?: boolean;
  hint?: string;
}

export function Checkbox({ label, value, onChange, disabled, hint }: ToggleProps) {
  const id = useId();
  return (
    <div className="toggle">
      <input
        id={id}
        type="checkbox"
        checked={value}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && <p id={`${id}-hint`} className="field-note">{hint}</p>}
    </div>
  );
}

interface SwitchFieldProps extends FieldProps {
  value: boolean;
  onChange: (value: boolean) => void;
  disabled?: boolean;
}

/** On or off, taking effect at once. */
export function SwitchField({ value, onChange, disabled, ...field }: SwitchFieldProps) {
  return (
    <Field {...field}>
      <SwitchInput value={value} onChange={onChange} disabled={disabled} />
    </Field>
  );
}

function SwitchInput({ value, onChange, disabled }: { value: boolean; onChange: (value: boolean) => void; disabled: boolean | undefined }) {
  const control = useFieldControl();
  return (
    <button
      {...control}
      type="button"
      role="switch"
      aria-checked={value}
      disabled={disabled}
      className="switch"
      onClick={() => onChange(!value)}
    />
  );
}

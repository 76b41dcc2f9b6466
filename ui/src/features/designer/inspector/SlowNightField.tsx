import type { SlowNight } from '@/generated/model';
import { NumberField } from '@/kit';
import { useText } from '@/lib/i18n';

interface SlowNightFieldProps {
  value: SlowNight | undefined;
  onChange: (value: SlowNight | undefined) => void;
}

/** How much whole nights differ, in percent; nothing when they do not. */
export function SlowNightField({ value, onChange }: SlowNightFieldProps) {
  const text = useText();
  return (
    <NumberField
      label={text('designer.slowNight')} hint={text('designer.slowNightHint')} unit="%" min={0} max={200} placeholder={text('designer.slowNightNone')}
      value={value === undefined ? null : Math.round(value.sigma * 10_000) / 100}
      onChange={(percent) => onChange(percent === null || percent === 0 ? undefined : { sigma: percent / 100 })}
    />
  );
}

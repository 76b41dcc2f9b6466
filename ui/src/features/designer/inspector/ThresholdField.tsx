import type { Threshold } from '@/generated/model';
import { TextField } from '@/kit';
import { useText } from '@/lib/i18n';
import { formatExactDuration, parseDuration, spanSeconds, toSpan } from '@/lib/time';
import type { Shown } from './setting-fields';

/** A limit, as a length of time (`45 min`) or in percent of the usual (`150 %`). */
export function ThresholdField({ label, shown, onChange }: { label: string; shown: Shown<Threshold>; onChange: (value: Threshold | undefined) => void }) {
  const text = useText();
  return (
    <TextField
      label={label}
      value={shown.value === null ? '' : words(shown.value)}
      origin={shown.origin}
      onReset={shown.onReset}
      placeholder="150 %"
      validate={(typed) => (typed.trim() === '' || read(typed) !== null ? undefined : text('designer.badThreshold'))}
      onChange={(typed) => onChange(read(typed) ?? undefined)}
    />
  );
}

function words(threshold: Threshold): string {
  return 'percent' in threshold ? `${threshold.percent} %` : formatExactDuration(spanSeconds(threshold.span) ?? 0);
}

function read(typed: string): Threshold | null {
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(typed.trim());
  if (percent !== null) return { percent: Number(percent[1]) };
  const seconds = typed.trim() === '' ? null : parseDuration(typed);
  return seconds === null ? null : { span: toSpan(seconds) };
}

import type { Estimate } from '@/generated/model';
import { plannedSeconds, p95Seconds, seconds } from '@/document';
import { DurationField, NumberField, SelectField, TextAreaField } from '@/kit';
import { useText } from '@/lib/i18n';
import { formatDuration, parseDuration, toSpan } from '@/lib/time';

type Shape = 'fixed' | 'pert' | 'log_normal' | 'empirical';
const SHAPES: readonly Shape[] = ['fixed', 'pert', 'log_normal', 'empirical'];

interface EstimateFieldsProps {
  label: string;
  value: Estimate | null;
  origin?: string | undefined;
  onReset?: (() => void) | undefined;
  onChange: (value: Estimate) => void;
}

/** A duration in any of its forms; what the plan takes and what 95 of 100 nights stay within are said beneath. */
export function EstimateFields({ label, value, origin, onReset, onChange }: EstimateFieldsProps) {
  const text = useText();
  const estimate = value ?? { fixed: '5m' };
  const shape = SHAPES.find((each) => each in estimate) ?? 'fixed';
  const options = SHAPES.map((each) => ({ value: each, label: text(`designer.estimate_${each}`) }));
  return (
    <>
      <SelectField label={label} value={shape} options={options} origin={origin} onReset={onReset} onChange={(next) => onChange(reshaped(estimate, next))} />
      {'fixed' in estimate && <Span label={text('designer.estimate_fixed')} value={estimate.fixed} onChange={(fixed) => onChange({ fixed })} />}
      {'pert' in estimate && (
        <>
          <Span label={text('designer.low')} value={estimate.pert.low} onChange={(low) => onChange({ pert: { ...estimate.pert, low } })} />
          <Span label={text('designer.mode')} value={estimate.pert.mode} onChange={(mode) => onChange({ pert: { ...estimate.pert, mode } })} />
          <Span label={text('designer.high')} value={estimate.pert.high} onChange={(high) => onChange({ pert: { ...estimate.pert, high } })} />
        </>
      )}
      {'log_normal' in estimate && (
        <>
          <Span label={text('designer.median')} value={estimate.log_normal.median} onChange={(median) => onChange({ log_normal: { ...estimate.log_normal, median } })} />
          <NumberField
            label={text('designer.sigma')}
            value={estimate.log_normal.sigma}
            min={0}
            max={5}
            onChange={(sigma) => onChange({ log_normal: { ...estimate.log_normal, sigma: sigma ?? 0 } })}
          />
        </>
      )}
      {'empirical' in estimate && <Measured value={estimate.empirical} onChange={(empirical) => onChange({ empirical })} />}
      {!('fixed' in estimate) && (
        <p className="inspector-hint">
          {text('designer.planAndP95', { plan: formatDuration(plannedSeconds(estimate)), p95: formatDuration(p95Seconds(estimate)) })}
        </p>
      )}
    </>
  );
}

function Span({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return <DurationField label={label} value={value} onChange={(span) => onChange(span ?? '0s')} />;
}

function Measured({ value, onChange }: { value: string[]; onChange: (value: string[]) => void }) {
  const text = useText();
  const read = (typed: string) => typed.split(/[\s,;]+/).filter(Boolean);
  return (
    <TextAreaField
      label={text('designer.measured')}
      value={value.join(', ')}
      rows={3}
      validate={(typed) => (read(typed).every((each) => parseDuration(each) !== null) ? undefined : text('kit.badDuration'))}
      onChange={(typed) => onChange(read(typed))}
    />
  );
}

/** The same length in another form. */
function reshaped(estimate: Estimate, shape: Shape): Estimate {
  const planned = plannedSeconds(estimate);
  const span = toSpan(Math.round(planned));
  switch (shape) {
    case 'fixed': return { fixed: span };
    case 'pert': {
      const high = Math.max(p95Seconds(estimate), planned * 1.5);
      return { pert: { low: toSpan(Math.round(planned * 0.7)), mode: span, high: toSpan(Math.round(high)) } };
    }
    case 'log_normal': return { log_normal: { median: span, sigma: 0.3 } };
    case 'empirical': return { empirical: 'pert' in estimate ? [estimate.pert.low, estimate.pert.mode, estimate.pert.high].sort((a, b) => seconds(a) - seconds(b)) : [span] };
  }
}

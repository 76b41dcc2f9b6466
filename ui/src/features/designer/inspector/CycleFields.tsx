import type { Cycle, Node } from '@/generated/model';
import { DurationField, NumberField, SelectField, SwitchField, TextField } from '@/kit';
import { useText } from '@/lib/i18n';
import { withField, withParts } from '../actions/node-fields';

/** A job that repeats within one run. */
export function CycleFields({ node, onChange }: { node: Node; onChange: (node: Node) => void }) {
  const text = useText();
  const { cycle } = node;
  const put = (next: Cycle | undefined) => onChange(withField(node, 'cycle', next));
  const withUntil = (until: string) => {
    if (cycle !== undefined) put(withParts(cycle, { until: until.trim() === '' ? undefined : until.trim() }));
  };
  return (
    <>
      <SwitchField label={text('designer.cyclic')} value={cycle !== undefined} onChange={(on) => put(on ? { times: 10, every: '5m', from: 'end' } : undefined)} />
      {cycle !== undefined && (
        <>
          <NumberField label={text('designer.times')} value={cycle.times} min={1} whole onChange={(times) => put({ ...cycle, times: times ?? 1 })} />
          <DurationField label={text('designer.every')} value={cycle.every} onChange={(every) => put({ ...cycle, every: every ?? '1m' })} />
          <SelectField
            label={text('designer.countedFrom')} value={cycle.from}
            options={(['start', 'end'] as const).map((value) => ({ value, label: text(`designer.from_${value}`) }))}
            onChange={(from) => put({ ...cycle, from })}
          />
          <NumberField
            label={text('designer.stops')} value={cycle.stops === undefined ? null : Math.round(cycle.stops * 100_000) / 1000} min={0} max={100} unit="%"
            onChange={(percent) => put(withParts(cycle, { stops: percent === null ? undefined : percent / 100 }))}
          />
          <TextField label={text('designer.stopWhen')} mono value={cycle.until ?? ''} onChange={withUntil} />
        </>
      )}
    </>
  );
}

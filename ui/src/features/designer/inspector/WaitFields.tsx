import type { Definition, Wait } from '@/generated/model';
import { DayTimeField, DurationField, NumberField, SelectField, TextField } from '@/kit';
import { useText } from '@/lib/i18n';

type WaitKind = 'file' | 'time' | 'node' | 'http';
const KINDS: readonly WaitKind[] = ['file', 'time', 'node', 'http'];

/** What a wait waits for. */
export function WaitFields({ until, definition, onChange }: { until: Wait; definition: Definition; onChange: (until: Wait) => void }) {
  const text = useText();
  const kind = KINDS.find((each) => each in until) ?? 'time';
  const options = KINDS.map((value) => ({ value, label: text(`designer.wait_${value}`) }));
  return (
    <>
      <SelectField label={text('designer.waitFor')} value={kind} options={options} onChange={(next) => onChange(fresh(next, definition))} />
      {'time' in until && <DayTimeField label={text('designer.wait_time')} value={until.time} onChange={(time) => onChange({ time: time ?? '22:00+0' })} />}
      {'file' in until && (
        <>
          <TextField label={text('designer.path')} mono value={until.file.path} onChange={(path) => onChange({ file: { ...until.file, path } })} />
          <DurationField
            label={text('designer.stable')} value={until.file.stable ?? null} hint={text('designer.stableHint')}
            onChange={(stable) => onChange({ file: { path: until.file.path, stable: stable ?? '0s' } })}
          />
        </>
      )}
      {'node' in until && (
        <>
          <TextField label={text('designer.workflow')} mono value={until.node.workflow} onChange={(workflow) => onChange({ node: { ...until.node, workflow } })} />
          <TextField label={text('designer.node')} mono value={until.node.node} onChange={(node) => onChange({ node: { ...until.node, node } })} />
          <NumberField label={text('designer.dayOffset')} value={until.node.day_offset ?? 0} whole onChange={(offset) => onChange({ node: { ...until.node, day_offset: offset ?? 0 } })} />
        </>
      )}
      {'http' in until && (
        <>
          <TextField label="URL" mono value={until.http.url} onChange={(url) => onChange({ http: { ...until.http, url } })} />
          <NumberField label={text('designer.status')} value={until.http.status} min={100} max={599} whole onChange={(status) => onChange({ http: { ...until.http, status: status ?? 200 } })} />
          <DurationField label={text('designer.every')} value={until.http.every} onChange={(every) => onChange({ http: { ...until.http, every: every ?? '1m' } })} />
        </>
      )}
    </>
  );
}

function fresh(kind: WaitKind, definition: Definition): Wait {
  switch (kind) {
    case 'time': return { time: '22:00+0' };
    case 'file': return { file: { path: 'data/${business_date}.csv', stable: '30s' } };
    case 'node': return { node: { workflow: definition.id, node: 'end', day_offset: -1 } };
    case 'http': return { http: { url: 'http://localhost/ready', status: 200, every: '1m' } };
  }
}

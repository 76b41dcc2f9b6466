import type { Definition, Missed, Trigger, TriggerKind } from '@/generated/model';
import { DayTimeField, NumberField, SelectField, TextField } from '@/kit';
import { useText } from '@/lib/i18n';
import { withParts, type Loose } from '../actions/node-fields';
import { DaysFields } from './DaysFields';
import { Cell, ListEditor } from './ListEditor';
import { free } from './ResourceLists';

type Kind = 'time' | 'cron' | 'file' | 'run';
const KINDS: readonly Kind[] = ['time', 'cron', 'file', 'run'];
const MISSED: readonly Missed[] = ['run_once', 'run_all', 'skip'];

/** What starts a run by itself. */
export function TriggerList({ definition, onChange }: { definition: Definition; onChange: (triggers: Trigger[]) => void }) {
  const text = useText();
  const triggers = definition.triggers ?? [];
  return (
    <ListEditor<Trigger> label={text('designer.triggers')} items={triggers} onChange={onChange} make={() => ({ id: free(triggers, 'trigger'), on: { time: '21:00+0' } })}>
      {(trigger, put) => <TriggerFields trigger={trigger} onChange={put} />}
    </ListEditor>
  );
}

function TriggerFields({ trigger, onChange }: { trigger: Trigger; onChange: (trigger: Trigger) => void }) {
  const text = useText();
  const { on } = trigger;
  const kind = KINDS.find((each) => each in on) ?? 'time';
  const put = (parts: Loose<Trigger>) => onChange(withParts(trigger, parts));
  return (
    <div className="list-card">
      <Cell label={text('designer.identifier')} value={trigger.id} onChange={(id) => put({ id: id.trim() })} />
      <SelectField label={text('designer.startsBy')} value={kind} options={KINDS.map((value) => ({ value, label: text(`designer.trigger_${value}`) }))} onChange={(next) => put({ on: fresh(next) })} />
      {'time' in on && <DayTimeField label={text('designer.trigger_time')} value={on.time} onChange={(time) => put({ on: { time: time ?? '21:00+0' } })} />}
      {'cron' in on && <TextField label="cron" mono value={on.cron} hint={text('designer.cronHint')} onChange={(cron) => put({ on: { cron } })} />}
      {'file' in on && <TextField label={text('designer.path')} mono value={on.file} onChange={(file) => put({ on: { file } })} />}
      {'run' in on && <TextField label={text('designer.workflow')} mono value={on.run} onChange={(run) => put({ on: { run } })} />}
      <DaysFields shown={{ value: trigger.days ?? null, origin: undefined, onReset: undefined }} onChange={(days) => put({ days })} label={text('designer.triggerDays')} />
      <NumberField label={text('designer.dayOffset')} value={trigger.business_day_offset ?? null} whole placeholder="0" onChange={(offset) => put({ business_day_offset: offset ?? undefined })} />
      <SelectField
        label={text('designer.missed')} value={trigger.missed ?? 'run_once'}
        options={MISSED.map((value) => ({ value, label: text(`designer.missed_${value}`) }))} onChange={(missed) => put({ missed })}
      />
    </div>
  );
}

function fresh(kind: Kind): TriggerKind {
  switch (kind) {
    case 'time': return { time: '21:00+0' };
    case 'cron': return { cron: '0 21 * * *' };
    case 'file': return { file: 'data/ready.flag' };
    case 'run': return { run: '' };
  }
}

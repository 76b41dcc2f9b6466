import type { Definition } from '@/generated/model';
import { Checkbox, DayTimeField, DurationField, NumberField, SelectField, TextAreaField } from '@/kit';
import { useText } from '@/lib/i18n';
import { classWord } from './DateChoice';
import { NodeField } from './NodeField';
import type { VerbDraft, VerbKind } from './verb-kinds';

const DAY_CLASSES = ['normal', 'after-holiday', 'month-end', 'quarter-end', 'year-end'];
/** Of units and priorities; no bank has more, and the core refuses what does not fit. */
const MOST = 1_000_000;
const MOST_PERCENT = 10_000;
const MOST_PIECES = 1000;
const SYSTEM = 'system:';
const HOST = 'host:';

interface VerbFieldsProps {
  kind: VerbKind;
  draft: VerbDraft;
  whole: Definition | null;
  change: (part: Partial<VerbDraft>) => void;
}

const NODE_FIRST: ReadonlySet<VerbKind> = new Set([
  'duration', 'percent', 'priority', 'critical', 'not_before', 'deadline', 'remove_node', 'replace_node', 'skip', 'force', 'confirm', 'split',
]);

/** The fields of a verb: which node first, then what of it. */
export function VerbFields({ kind, draft, whole, change }: VerbFieldsProps) {
  const text = useText();
  return (
    <>
      {NODE_FIRST.has(kind) && (
        <NodeField
          label={text('scenario.node')} whole={whole} value={draft.node} onChange={(node) => change({ node })}
          {...(kind === 'deadline' ? { placeholder: text('scenario.ofWorkflow') } : {})}
        />
      )}
      <OwnFields kind={kind} draft={draft} whole={whole} change={change} />
    </>
  );
}

function OwnFields({ kind, draft, whole, change }: VerbFieldsProps) {
  const text = useText();
  const time = (label: 'scenario.timeField' | 'scenario.timeOrNone' | 'scenario.from') => (
    <DayTimeField label={text(label)} layout="stack" value={draft.at} placeholder="21:30+0" onChange={(at) => change({ at })} />
  );
  switch (kind) {
    case 'duration':
      return <DurationField label={text('scenario.lengthField')} layout="stack" value={draft.length} onChange={(length) => change({ length, lines: '' })} />;
    case 'percent':
      return <NumberField label={text('scenario.percentField')} layout="stack" unit="%" min={0} max={MOST_PERCENT} value={draft.number} onChange={(number) => change({ number })} />;
    case 'capacity':
      return (
        <>
          <SelectField label={text('scenario.pool')} layout="stack" value={draft.pool || null} options={(whole?.pools ?? []).map(({ id, name }) => ({ value: id, label: name }))} onChange={(pool) => change({ pool })} />
          <NumberField label={text('scenario.units')} layout="stack" whole min={0} max={MOST} value={draft.number} onChange={(number) => change({ number })} />
          <TextAreaField label={text('scenario.hoursField')} layout="stack" rows={2} mono placeholder="22:00-02:00 3" value={draft.lines} onChange={(lines) => change({ lines })} />
        </>
      );
    case 'concurrency':
      return (
        <>
          <SelectField label={text('scenario.system')} layout="stack" value={draft.system || null} options={systems(whole)} onChange={(system) => change({ system })} />
          <NumberField label={text('scenario.limit')} layout="stack" whole min={1} max={MOST} value={draft.number} onChange={(number) => change({ number })} />
        </>
      );
    case 'priority':
      return <NumberField label={text('scenario.priorityField')} layout="stack" whole min={-MOST} max={MOST} value={draft.number} onChange={(number) => change({ number })} />;
    case 'critical':
      return <Checkbox label={text('scenario.criticalField')} value={draft.yes} onChange={(yes) => change({ yes })} />;
    case 'start':
    case 'confirm':
      return time('scenario.timeField');
    case 'not_before':
    case 'deadline':
      return time('scenario.timeOrNone');
    case 'day_class':
      return <SelectField label={text('scenario.dayClassField')} layout="stack" value={draft.day} options={DAY_CLASSES.map((value) => ({ value, label: classWord(value, text) }))} onChange={(day) => change({ day })} />;
    case 'down':
      return (
        <>
          <SelectField label={text('scenario.whatIsDown')} layout="stack" value={downValue(draft)} options={downable(whole, text('scenario.host'))} onChange={(what) => change(whatIsDown(what))} />
          {time('scenario.from')}
          <DayTimeField label={text('scenario.to')} layout="stack" value={draft.until} onChange={(until) => change({ until })} />
        </>
      );
    case 'add_edge':
    case 'remove_edge':
      return (
        <>
          <NodeField label={text('scenario.from')} whole={whole} value={draft.from} onChange={(from) => change({ from })} />
          <NodeField label={text('scenario.to')} whole={whole} value={draft.to} onChange={(to) => change({ to })} />
          {kind === 'add_edge' && <DurationField label={text('scenario.lag')} layout="stack" placeholder="" value={draft.length} onChange={(length) => change({ length })} />}
        </>
      );
    case 'add_node':
    case 'replace_node':
      return <TextAreaField label={text('scenario.json')} layout="stack" rows={10} mono placeholder={'{ "id": "extra", "kind": "job" }'} value={draft.lines} onChange={(lines) => change({ lines })} />;
    case 'split':
      return <NumberField label={text('scenario.pieces')} layout="stack" whole min={2} max={MOST_PIECES} value={draft.number} onChange={(number) => change({ number })} />;
    case 'merge':
      return <TextAreaField label={text('scenario.mergeField')} layout="stack" rows={4} mono value={draft.lines} onChange={(lines) => change({ lines })} />;
    case 'remove_node':
    case 'skip':
    case 'force':
      return null;
  }
}

function systems(whole: Definition | null) {
  return (whole?.systems ?? []).map(({ id, name }) => ({ value: id, label: name }));
}

/** Systems by their names, then the hosts that they run on. */
function downable(whole: Definition | null, host: string) {
  const hosts = new Set((whole?.systems ?? []).flatMap(({ target }) => target ?? []));
  return [
    ...systems(whole).map(({ value, label }) => ({ value: SYSTEM + value, label })),
    ...[...hosts].map((name) => ({ value: HOST + name, label: `${host} ${name}` })),
  ];
}

function downValue({ system, host }: VerbDraft): string | null {
  if (system !== '') return SYSTEM + system;
  return host === '' ? null : HOST + host;
}

function whatIsDown(what: string): Partial<VerbDraft> {
  return what.startsWith(SYSTEM) ? { system: what.slice(SYSTEM.length), host: '' } : { system: '', host: what.slice(HOST.length) };
}

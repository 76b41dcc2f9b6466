import { useState } from 'react';
import type { Definition, Edit, Estimate, Node } from '@/generated/model';
import { seconds } from '@/document';
import { Button, SelectInput } from '@/kit';
import { useText } from '@/lib/i18n';
import { toSpan } from '@/lib/time';
import { withField, withSettings } from '../actions/node-fields';
import type { Designer } from '../designer';

const FIELDS = ['system', 'owner', 'priority', 'attempts', 'durationPercent'] as const;
type BulkField = (typeof FIELDS)[number];

/** One value for all chosen rows, in one step that one undo takes back. */
export function BulkEdit({ designer, definition, chosen }: { designer: Designer; definition: Definition; chosen: ReadonlySet<string> }) {
  const text = useText();
  const [field, setField] = useState<BulkField>('system');
  const [value, setValue] = useState('');
  if (chosen.size < 2) return <span className="jobs-hint">{text('designer.bulkHint')}</span>;
  const nodes = definition.nodes.filter((node) => chosen.has(node.id));
  const changed = nodes.flatMap((node) => withBulk(node, field, value.trim()) ?? []);
  const apply = () => {
    const edits = changed.map((node): Edit => ({ set_node: node }));
    if (edits.length > 0) designer.edit(edits);
    setValue('');
  };
  const systems = [{ value: '', label: '–' }, ...(definition.systems ?? []).map((system) => ({ value: system.id, label: system.name }))];
  return (
    <form
      className="jobs-bulk"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <span>{text('designer.bulk', { count: nodes.length })}</span>
      <SelectInput value={field} options={FIELDS.map((each) => ({ value: each, label: text(`designer.${each}`) }))} onChange={setField} label={text('designer.field')} />
      {field === 'system'
        ? <SelectInput value={value} options={systems} onChange={setValue} label={text('designer.system')} />
        : <input className="input" aria-label={text('designer.value')} value={value} onChange={(event) => setValue(event.target.value)} />}
      <Button type="submit" disabled={changed.length === 0}>{text('designer.apply', { count: changed.length })}</Button>
    </form>
  );
}

/** The node with the value; null when it does not apply to its kind or cannot be read. */
export function withBulk(node: Node, field: BulkField, value: string): Node | null {
  const number = Number(value);
  switch (field) {
    case 'system': return node.kind === 'begin' || node.kind === 'end' ? null : withField(node, 'system', value === '' ? undefined : value);
    case 'owner': return withSettings(node, { owner: value === '' ? undefined : value });
    case 'priority': return Number.isInteger(number) ? withSettings(node, { priority: value === '' ? undefined : number }) : null;
    case 'attempts':
      return Number.isInteger(number) && number >= 1 ? withSettings(node, { retry: { ...node.settings?.retry, attempts: number } }) : null;
    case 'durationPercent': {
      const duration = node.settings?.duration;
      return duration === undefined || value === '' || !Number.isFinite(number) || number <= 0 ? null : withSettings(node, { duration: scaled(duration, number / 100) });
    }
  }
}

function scaled(estimate: Estimate, factor: number): Estimate {
  const times = (span: string) => toSpan(Math.round(seconds(span) * factor * 1000) / 1000);
  if ('fixed' in estimate) return { fixed: times(estimate.fixed) };
  if ('log_normal' in estimate) return { log_normal: { ...estimate.log_normal, median: times(estimate.log_normal.median) } };
  if ('empirical' in estimate) return { empirical: estimate.empirical.map(times) };
  const { low, mode, high } = estimate.pert;
  return { pert: { low: times(low), mode: times(mode), high: times(high) } };
}

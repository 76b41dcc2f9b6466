import { useMemo, useState } from 'react';
import { estimateOf, labelOf, ownSystem, plannedSeconds, systemOf } from '@/document';
import type { Definition, Node } from '@/generated/model';
import { Icon, VirtualTable, type Column } from '@/kit';
import { useText } from '@/lib/i18n';
import { formatDuration, parseDuration, toSpan } from '@/lib/time';
import { withField, withSettings } from '../actions/node-fields';
import type { Designer } from '../designer';
import type { Say } from '../look';
import { BulkEdit } from './BulkEdit';
import { CellInput } from './CellInput';
import { CsvTools } from './CsvTools';

/** All nodes but groups' borders as a table; cells are edited in place, chosen rows all at once. */
export function JobsTable({ designer }: { designer: Designer }) {
  const text = useText();
  const { workflow } = designer;
  const definition = workflow.use((state) => state.definition);
  const chosen = workflow.use((state) => state.chosen.nodes);
  const [filter, setFilter] = useState('');
  const columns = useMemo(() => (definition === null ? [] : columnsOf(definition, designer, text)), [definition, designer, text]);
  const rows = useMemo(() => {
    const wanted = filter.trim().toLowerCase();
    const nodes = definition?.nodes ?? [];
    return wanted === '' ? nodes : nodes.filter((node) => `${labelOf(node)} ${node.id}`.toLowerCase().includes(wanted));
  }, [definition, filter]);
  if (definition === null) return null;
  return (
    <div className="jobs">
      <div className="jobs-tools">
        <input
          className="input jobs-filter"
          aria-label={text('designer.filter')}
          placeholder={text('designer.filter')}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <BulkEdit designer={designer} definition={definition} chosen={chosen} />
        <CsvTools designer={designer} definition={definition} />
      </div>
      <VirtualTable
        label={text('designer.table')}
        columns={columns}
        rows={rows}
        rowKey={(node) => node.id}
        storageKey="designer.jobs"
        selected={chosen}
        onSelect={(keys) => designer.choose(keys)}
        onOpen={(node) => designer.choose([node.id], true)}
      />
    </div>
  );
}

function columnsOf(definition: Definition, designer: Designer, say: Say): Column<Node>[] {
  const put = (node: Node) => designer.setNode(node);
  const systems = definition.systems ?? [];
  return [
    {
      id: 'name', title: say('designer.name'), width: 220, value: labelOf,
      render: (node) => (
        <span className="jobs-name">
          <Icon name={node.kind} size={14} />
          <CellInput value={labelOf(node)} onChange={(name) => put(withField(node, 'name', name === '' ? undefined : name))} />
        </span>
      ),
    },
    { id: 'id', title: say('designer.identifier'), width: 170, value: (node) => node.id },
    { id: 'kind', title: say('designer.kind'), width: 90, value: (node) => say(`designer.kind_${node.kind}`) },
    {
      id: 'system', title: say('designer.system'), width: 140, value: (node) => systemOf(definition, ownSystem(definition, node))?.name ?? '',
      render: (node) => (
        <select className="cell-input" value={node.system ?? ''} onChange={(event) => put(withField(node, 'system', event.target.value === '' ? undefined : event.target.value))}>
          <option value="">{inheritedSystem(definition, node)}</option>
          {systems.map((system) => <option key={system.id} value={system.id}>{system.name}</option>)}
        </select>
      ),
    },
    {
      id: 'duration', title: say('designer.duration'), width: 130, align: 'end', value: (node) => plannedOf(definition, node),
      render: (node) => <DurationCell node={node} definition={definition} onChange={put} />,
    },
    {
      id: 'priority', title: say('designer.priority'), width: 80, align: 'end', value: (node) => node.settings?.priority ?? null,
      render: (node) => (
        <CellInput
          value={String(node.settings?.priority ?? '')}
          accepts={(typed) => /^-?\d*$/.test(typed)}
          onChange={(typed) => put(withSettings(node, { priority: typed === '' ? undefined : Number(typed) }))}
        />
      ),
    },
    { id: 'parent', title: say('designer.kind_group'), width: 140, value: (node) => node.parent ?? '' },
    {
      id: 'owner', title: say('designer.owner'), width: 140, value: (node) => node.settings?.owner ?? '',
      render: (node) => <CellInput value={node.settings?.owner ?? ''} onChange={(owner) => put(withSettings(node, { owner: owner === '' ? undefined : owner }))} />,
    },
    {
      id: 'work', title: say('designer.work'), width: 280,
      value: (node) => (typeof node.work === 'object' && 'command' in node.work ? node.work.command.argv.join(' ') : ''),
    },
  ];
}

/** A single time sets a fixed duration; three with slashes set low, mode and high. */
function DurationCell({ node, definition, onChange }: { node: Node; definition: Definition; onChange: (node: Node) => void }) {
  if (node.kind !== 'job' && node.kind !== 'confirm' && node.kind !== 'wait') return null;
  const own = node.settings?.duration;
  const shown = own === undefined ? '' : 'pert' in own
    ? [own.pert.low, own.pert.mode, own.pert.high].join(' / ')
    : formatDuration(plannedSeconds(own));
  const change = (typed: string) => {
    if (typed === '') {
      onChange(withSettings(node, { duration: undefined }));
      return;
    }
    const [low, mode, high] = typed.split('/').map((part) => parseDuration(part));
    if (low === undefined || low === null) return;
    if (mode === undefined || mode === null || high === undefined || high === null) onChange(withSettings(node, { duration: { fixed: toSpan(low) } }));
    else onChange(withSettings(node, { duration: { pert: { low: toSpan(low), mode: toSpan(mode), high: toSpan(high) } } }));
  };
  const estimate = estimateOf(definition, node);
  return (
    <CellInput
      value={shown}
      placeholder={estimate === null ? '' : formatDuration(plannedSeconds(estimate))}
      accepts={(typed) => typed === '' || typed.split('/').every((part) => parseDuration(part) !== null)}
      onChange={change}
    />
  );
}

function plannedOf(definition: Definition, node: Node): number | null {
  const estimate = node.kind === 'job' ? estimateOf(definition, node) : (node.settings?.duration ?? null);
  return estimate === null ? null : plannedSeconds(estimate);
}

function inheritedSystem(definition: Definition, node: Node): string {
  const name = node.system === undefined ? systemOf(definition, ownSystem(definition, node))?.name : undefined;
  return name === undefined ? '–' : `(${name})`;
}

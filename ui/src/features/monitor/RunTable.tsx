import { useMemo } from 'react';
import type { RunNode } from '@/generated/asks';
import type { Node } from '@/generated/model';
import { Button, StateMark, VirtualTable, type Column } from '@/kit';
import { downloadText, toCsv } from '@/lib/download';
import { useText } from '@/lib/i18n';
import { formatDuration, formatInstant } from '@/lib/time';
import type { ViewProps } from './views';

interface Row {
  node: RunNode;
  name: string;
  system: string;
  took: number | null;
}

/** Every node of the run as a row. */
export function RunTable({ detail, definition, chosen, choose }: ViewProps) {
  const text = useText();
  const defined = useMemo(() => new Map<string, Node>(definition.nodes.map((node) => [node.id, node])), [definition]);
  const rows = useMemo(() => detail.nodes.map((node): Row => {
    const node_ = defined.get(node.node);
    const took = node.started_at !== null && node.finished_at !== null ? (node.finished_at - node.started_at) / 1000 : null;
    return { node, name: node_?.name ?? node.node, system: node_?.system ?? '', took };
  }), [detail.nodes, defined]);
  const columns = useColumns(definition.zone);
  const save = () => downloadText(`run-${detail.run.run}.csv`, toCsv([
    columns.map((column) => column.title),
    ...rows.map((row) => columns.map((column) => String(column.value?.(row) ?? ''))),
  ]), 'text/csv');
  return (
    <div className="run-table">
      <div className="view-tools"><Button kind="quiet" icon="download" onClick={save}>{text('monitor.exportCsv')}</Button></div>
      <VirtualTable
        label={text('monitor.table')} columns={columns} rows={rows} rowKey={(row) => row.node.node} storageKey="monitor.nodes"
        selected={chosen} onSelect={choose}
      />
    </div>
  );
}

function useColumns(zone: string): Column<Row>[] {
  const text = useText();
  return useMemo(() => {
    const moment = (id: string, title: string, of: (row: Row) => number | null): Column<Row> => ({
      id, title, width: 150, value: (row) => of(row) ?? '', render: (row) => {
        const at = of(row);
        return at === null ? '–' : formatInstant(at, zone, true);
      },
    });
    return [
      { id: 'state', title: text('monitor.state'), width: 150, value: (row) => row.node.state, render: (row) => <StateMark state={row.node.state} forced={row.node.forced} /> },
      { id: 'name', title: text('monitor.name'), width: 200, value: (row) => row.name },
      { id: 'node', title: text('monitor.node'), width: 220, value: (row) => row.node.node },
      { id: 'system', title: text('monitor.system'), width: 100, value: (row) => row.system },
      moment('started', text('monitor.startedAt'), (row) => row.node.started_at),
      moment('finished', text('monitor.finishedAt'), (row) => row.node.finished_at),
      { id: 'took', title: text('monitor.took'), width: 90, align: 'end', value: (row) => row.took ?? -1, render: (row) => (row.took === null ? '–' : formatDuration(row.took)) },
      { id: 'exit', title: text('monitor.exitCode'), width: 70, align: 'end', value: (row) => row.node.exit_code ?? '', render: (row) => row.node.exit_code ?? '–' },
      { id: 'attempt', title: text('monitor.attempt'), width: 80, align: 'end', value: (row) => row.node.attempt },
      { id: 'why', title: text('monitor.why'), width: 260, value: (row) => row.node.message ?? row.node.reason ?? row.node.waiting_for.join(', ') },
    ];
  }, [text, zone]);
}

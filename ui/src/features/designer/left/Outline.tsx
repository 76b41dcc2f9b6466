import { useDeferredValue, useMemo, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import type { DiffReport } from '@/generated/asks';
import { Icon, useScrollView } from '@/kit';
import { useText } from '@/lib/i18n';
import { scrollToRow, visibleRows } from '@/lib/virtual';
import type { Designer } from '../designer';
import type { Report } from '@/document';
import { outlineRows, type OutlineOrder, type OutlineRow } from './outline-rows';

export type { OutlineOrder } from './outline-rows';

const ROW = 24;

interface OutlineProps {
  designer: Designer;
  order: OutlineOrder;
  filter: string;
  diff: Report<DiffReport>;
}

/** All nodes as a list of which only the rows in view exist; a click chooses, a double click goes there. */
export function Outline({ designer, order, filter, diff }: OutlineProps) {
  const text = useText();
  const { workflow } = designer;
  const definition = useDeferredValue(workflow.use((state) => state.definition));
  const diagnostics = useDeferredValue(workflow.use((state) => state.assessment.diagnostics));
  const chosen = workflow.use((state) => state.chosen.nodes);
  const rows = useMemo(
    () => (definition === null ? [] : outlineRows(definition, diagnostics, diff.data, order, filter, text)),
    [definition, diagnostics, diff.data, order, filter, text],
  );
  const list = useRef<HTMLDivElement>(null);
  const view = useScrollView(list);
  const range = visibleRows(view.top, view.height, ROW, rows.length);
  const [only] = chosen.size === 1 ? chosen : [];
  const step = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    let at = rows.findIndex((row) => row.kind === 'node' && row.id === only) + by;
    while (rows[at]?.kind === 'heading') at += by;
    const row = rows[at];
    if (row?.kind !== 'node') return;
    designer.choose([row.id], true);
    if (list.current !== null) list.current.scrollTop = scrollToRow(at, list.current.scrollTop, view.height, ROW);
  };
  const pick = (event: MouseEvent, id: string) => {
    if (!event.ctrlKey && !event.metaKey) designer.choose([id], true);
    else if (chosen.has(id)) designer.choose([...chosen].filter((each) => each !== id));
    else designer.choose([...chosen, id]);
  };
  return (
    <div ref={list} className="outline" role="tree" tabIndex={0} aria-label={text('designer.outline')} aria-multiselectable onKeyDown={step}>
      <div style={{ height: rows.length * ROW, position: 'relative' }}>
        {rows.slice(range.first, range.end).map((row, offset) => (
          <OutlineLine
            key={row.key}
            row={row}
            top={(range.first + offset) * ROW}
            chosen={row.kind === 'node' && chosen.has(row.id)}
            onPick={pick}
            onRename={(id) => {
              designer.choose([id], true);
              designer.renaming.set(id);
            }}
          />
        ))}
      </div>
    </div>
  );
}

interface LineProps {
  row: OutlineRow;
  top: number;
  chosen: boolean;
  onPick: (event: MouseEvent, id: string) => void;
  onRename: (id: string) => void;
}

function OutlineLine({ row, top, chosen, onPick, onRename }: LineProps) {
  const style = { top, height: ROW };
  if (row.kind === 'heading') {
    return (
      <div className="outline-heading" style={style}>
        <span className="outline-hue" style={{ background: row.hue === 0 ? 'var(--line-strong)' : `var(--system-${row.hue})` }} />
        <span className="outline-label">{row.label}</span>
        <span className="outline-count">{row.count}</span>
      </div>
    );
  }
  return (
    <div
      role="treeitem"
      aria-selected={chosen}
      aria-level={row.depth + 1}
      className="outline-row"
      data-node={row.id}
      title={row.note === '' ? row.label : `${row.label}\n${row.note}`}
      style={{ ...style, paddingLeft: 12 + row.depth * 14 }}
      onClick={(event) => onPick(event, row.id)}
      onDoubleClick={() => onRename(row.id)}
    >
      <Icon name={row.icon} size={14} />
      <span className="outline-label">{row.label}</span>
      {row.severity !== null && <Icon name={row.severity} size={14} className={`tone-${row.severity}`} />}
    </div>
  );
}

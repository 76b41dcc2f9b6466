import { useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { useText } from '@/lib/i18n';
import { scrollToRow, sortedIndices, visibleRows, type SortValue } from '@/lib/virtual';
import { TableHead } from './TableHead';
import { useScrollView } from './use-scroll-view';
import { keyTarget, nextSelection } from './table-selection';
import { useColumnWidths, useSort } from './table-columns';
import './VirtualTable.css';

export interface Column<Row> {
  id: string;
  title: string;
  /** What the figures under it mean, when the title alone does not say. */
  tip?: string;
  /** In pixels, before the person changes it. */
  width: number;
  align?: 'start' | 'end';
  /** Makes the column sortable. */
  value?: (row: Row) => SortValue;
  /** The cell; the value as text unless told. */
  render?: (row: Row) => ReactNode;
}

export interface VirtualTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Remembers widths and sorting under this name. */
  storageKey?: string;
  selected?: ReadonlySet<string>;
  onSelect?: (keys: ReadonlySet<string>) => void;
  /** Enter or a double click. */
  onOpen?: (row: Row) => void;
  /** The right button or the menu key; the row is selected first. */
  onContextMenu?: (row: Row, at: { x: number; y: number }) => void;
  /** Further class of a row, for tints. */
  rowClass?: (row: Row) => string;
  rowHeight?: number;
  /** Shown in place of rows when there are none. */
  empty?: ReactNode;
}

const NONE: ReadonlySet<string> = new Set();

/** A table of any length of which only the rows in view exist. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, columns, rows, rowKey, storageKey, selected = NONE, onSelect, onOpen, onContextMenu, rowClass, rowHeight = 28, empty } = props;
  const text = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const view = useScrollView(scroller);
  const widths = useColumnWidths<Row>(storageKey);
  const sort = useSort(columns, storageKey);
  const [active, setActive] = useState<string | null>(null);
  const anchor = useRef<string | null>(null);

  const order = useMemo(() => {
    if (!sort.column?.value) return rows;
    return sortedIndices(rows, sort.column.value, sort.descending).flatMap((index) => rows[index] ?? []);
  }, [rows, sort.column, sort.descending]);
  const keys = useMemo(() => order.map(rowKey), [order, rowKey]);
  const activeIndex = active === null ? -1 : keys.indexOf(active);

  const choose = (index: number, how: { toggle: boolean; extend: boolean }) => {
    const key = keys[index];
    if (key === undefined) return;
    setActive(key);
    const next = nextSelection(keys, selected, anchor.current, key, how);
    anchor.current = next.anchor;
    onSelect?.(next.selected);
    const element = scroller.current;
    if (element) element.scrollTop = scrollToRow(index, element.scrollTop, view.height - rowHeight, rowHeight);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor(view.height / rowHeight) - 2);
    const target = keyTarget(event.key, activeIndex, keys.length, page);
    const row = order[activeIndex];
    if (target !== null) choose(target, { toggle: false, extend: event.shiftKey });
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) onSelect?.(new Set(keys));
    else if (event.key === ' ' && activeIndex >= 0) choose(activeIndex, { toggle: true, extend: false });
    else if (event.key === 'Enter' && row !== undefined && onOpen) onOpen(row);
    else return;
    event.preventDefault();
  };
  const onMenu = (event: MouseEvent, index: number) => {
    const row = order[index];
    if (!onContextMenu || row === undefined) return;
    event.preventDefault();
    if (!selected.has(keys[index] ?? '')) choose(index, { toggle: false, extend: false });
    onContextMenu(row, { x: event.clientX, y: event.clientY });
  };

  const range = visibleRows(view.top, view.height - rowHeight, rowHeight, order.length);
  const template = columns.map((column) => `${widths.of(column)}px`).join(' ') + ' minmax(0, 1fr)';
  const total = columns.reduce((sum, column) => sum + widths.of(column), 0);
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={order.length + 1}
      aria-multiselectable={onSelect !== undefined}
      aria-activedescendant={activeIndex >= range.first && activeIndex < range.end ? `${label}-${activeIndex}` : undefined}
      className="table"
      onKeyDown={onKeyDown}
    >
      <TableHead columns={columns} template={template} minWidth={total} sort={sort} widths={widths} />
      {order.length === 0 && <div className="table-empty">{empty ?? text('kit.noRows')}</div>}
      <div className="table-rows" style={{ height: order.length * rowHeight, minWidth: total }}>
        {order.slice(range.first, range.end).map((row, offset) => {
          const index = range.first + offset;
          const key = keys[index] ?? '';
          return (
            <div
              key={key}
              id={`${label}-${index}`}
              role="row"
              data-key={key}
              aria-rowindex={index + 2}
              aria-selected={onSelect ? selected.has(key) : undefined}
              className={`table-row ${key === active ? 'table-row-active' : ''} ${rowClass?.(row) ?? ''}`}
              style={{ transform: `translateY(${index * rowHeight}px)`, height: rowHeight, gridTemplateColumns: template }}
              onClick={(event) => choose(index, { toggle: event.ctrlKey || event.metaKey, extend: event.shiftKey })}
              onDoubleClick={() => onOpen?.(row)}
              onContextMenu={(event) => onMenu(event, index)}
            >
              {columns.map((column) => (
                <div key={column.id} role="gridcell" className={`table-cell ${column.align === 'end' ? 'table-cell-end' : ''}`}>
                  {column.render ? column.render(row) : (column.value?.(row) ?? '')}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

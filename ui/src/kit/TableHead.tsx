import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { Icon } from './Icon';
import { Tooltip } from './Tooltip';
import type { ColumnWidths, Sort } from './table-columns';
import type { Column } from './VirtualTable';

interface TableHeadProps<Row> {
  columns: readonly Column<Row>[];
  template: string;
  minWidth: number;
  sort: Sort<Row>;
  widths: ColumnWidths<Row>;
}

/** The titles: a click sorts, the right edge drags. By Tab one of them is reached, by arrows the others. */
export function TableHead<Row>({ columns, template, minWidth, sort, widths }: TableHeadProps<Row>) {
  const stop = sort.column?.id ?? columns.find(({ value }) => value !== undefined)?.id;
  return (
    <div role="row" aria-rowindex={1} className="table-head" style={{ gridTemplateColumns: template, minWidth }} onKeyDown={moveFocus}>
      {columns.map((column) => {
        const sorted = sort.column?.id === column.id;
        const direction = sort.descending ? 'descending' : 'ascending';
        return (
          <div
            key={column.id}
            role="columnheader"
            aria-sort={sorted ? direction : undefined}
            aria-description={column.tip}
            className={`table-title ${column.align === 'end' ? 'table-cell-end' : ''}`}
          >
            <Tooltip text={column.tip}>
              {column.value ? (
                <button type="button" tabIndex={column.id === stop ? 0 : -1} data-sort={column.id} onClick={() => sort.toggle(column)}>
                  <span>{column.title}</span>
                  {sorted && <Icon name={sort.descending ? 'sort-down' : 'sort-up'} size={12} />}
                </button>
              ) : (
                <span>{column.title}</span>
              )}
            </Tooltip>
            <ResizeEdge column={column} widths={widths} />
          </div>
        );
      })}
    </div>
  );
}

function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const titles = [...event.currentTarget.querySelectorAll<HTMLElement>('button[data-sort]')];
  const at = titles.findIndex((title) => title === document.activeElement);
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: titles.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  titles[next]?.focus();
}

function ResizeEdge<Row>({ column, widths }: { column: Column<Row>; widths: ColumnWidths<Row> }) {
  const drag = useRef<{ x: number; width: number } | null>(null);
  const stop = () => {
    drag.current = null;
  };
  return (
    <span
      className="table-edge"
      onPointerDown={(event: PointerEvent<HTMLSpanElement>) => {
        event.currentTarget.setPointerCapture?.(event.pointerId);
        drag.current = { x: event.clientX, width: widths.of(column) };
      }}
      onPointerMove={(event) => {
        if (drag.current) widths.set(column, drag.current.width + event.clientX - drag.current.x);
      }}
      onPointerUp={stop}
      onPointerCancel={stop}
      onDoubleClick={() => widths.reset(column)}
    />
  );
}

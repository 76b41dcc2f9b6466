import { useCallback, useMemo, useRef, useState } from 'react';
import { useText } from '@/lib/i18n';
import { isNumber, recall, remember } from '@/lib/storage';
import { formatClock } from '@/lib/time';
import { extentOf, type GanttGroup, type GanttLink, type GanttMark, type GanttRow, type GanttStrip } from './gantt-data';
import { GanttAxis, LabelEdge } from './GanttAxis';
import type { GanttEdit } from './gantt-edit';
import { linesOf, type GanttHit } from './gantt-lines';
import { GanttOver, GanttTip } from './GanttOver';
import { GanttStrips } from './GanttStrips';
import { paintGantt } from './paint-gantt';
import { wholeView, type TimeView } from './time-scale';
import { useCanvas, useSize, type Paint } from './use-canvas';
import { useGanttChoice } from './use-gantt-choice';
import { useGanttEdit } from './use-gantt-edit';
import { useGanttKeys } from './use-gantt-keys';
import { useGanttPointer } from './use-gantt-pointer';
import { useGanttView } from './use-gantt-view';
import './Gantt.css';

export interface GanttProps {
  label: string;
  /** Remembers the width of the labels under this name. */
  storageKey: string;
  rows: readonly GanttRow[];
  /** In the order in which they stand. */
  groups?: readonly GanttGroup[];
  /** The critical chain, link by link. */
  links?: readonly GanttLink[];
  strips?: readonly GanttStrip[];
  marks?: readonly GanttMark[];
  /** The present, as a line. */
  now?: number | undefined;
  selected?: ReadonlySet<string>;
  onSelect?: (rows: ReadonlySet<string>) => void;
  /** Enter or a double click. */
  onOpen?: (row: GanttRow) => void;
  onMenu?: (row: GanttRow, at: { x: number; y: number }) => void;
  /** Lets bars be dragged; without it a drag moves the view. */
  edit?: GanttEdit | undefined;
  /** The time under the cursor line; null when there is none. */
  onCursor?: (time: number | null) => void;
  /** The clock, as the axis and the cursor show it. */
  formatTime?: (time: number, withSeconds: boolean) => string;
  /** Over the labels. */
  title?: string;
}

const NONE: ReadonlySet<string> = new Set();
const NO_GROUPS: readonly GanttGroup[] = [];
const NO_LINKS: readonly GanttLink[] = [];
const NO_STRIPS: readonly GanttStrip[] = [];
const NO_MARKS: readonly GanttMark[] = [];

/** Jobs against time, one row each, painted on one canvas of which only the rows in view exist. */
export function Gantt(props: GanttProps) {
  const { label, rows, groups = NO_GROUPS, links = NO_LINKS, strips = NO_STRIPS, selected = NONE, formatTime = formatClock, onCursor } = props;
  const text = useText();
  const body = useRef<HTMLDivElement | null>(null);
  const [measure, size] = useSize();
  const [left, setLeft] = useLabelWidth(props.storageKey);
  const [top, setTop] = useState(0);
  const [cursor, setCursor] = useState<number | null>(null);
  const [folded, setFolded] = useState<ReadonlySet<string>>(NONE);
  const lines = useMemo(() => linesOf(rows, groups, folded), [rows, groups, folded]);
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  const marks = useMarks(props.marks ?? NO_MARKS, props.now, text('chart.now'));
  const view = useGanttView(useWhole(rows, marks), left, size.width - left);
  const moveCursor = (time: number | null) => {
    setCursor(time);
    onCursor?.(time);
  };
  const editing = useGanttEdit({ body, lines, view, edit: props.edit });
  useGanttKeys(props.edit !== undefined);
  const choice = useGanttChoice({ ...props, body, editing, lines, view, folded, setFolded, selected, cursor, moveCursor });
  const pointer = useGanttPointer({
    body, lines, view, editing, onCursor: moveCursor, onHit: choice.hit, onDouble: choice.open,
    onMenu: (hit, at) => {
      if (hit.kind === 'row') props.onMenu?.(hit.row, at);
    },
  });
  const { scale } = view;
  const { ghost } = editing;
  const paint = useCallback<Paint>(
    (context, area, ink) => paintGantt(context, area, ink, { lines, rows: byId, links, scale, top, selected, active: choice.active, ghost }),
    [lines, byId, links, scale, top, selected, choice.active, ghost],
  );
  const canvas = useCanvas(size, paint);
  const { hover } = pointer;
  const tip = hover === null ? '' : ghost !== null ? props.edit?.describe(ghost) ?? '' : tipOf(hover.hit, hover.x < left);
  const grip = ghost?.grip ?? hover?.grip;
  const holds = grip === undefined || grip === null ? '' : `gantt-grip-${grip}`;
  return (
    <div className={`gantt ${pointer.dragging ? 'gantt-dragging' : ''} ${holds}`} data-rows={rows.length} data-lines={lines.lines.length}>
      <GanttAxis view={view} title={props.title ?? ''} formatTime={formatTime} />
      <div className="gantt-main">
        <div
          ref={(element) => {
            body.current = element;
            measure(element);
          }}
          className="gantt-body"
          tabIndex={0}
          role="application"
          aria-label={label}
          aria-description={props.edit === undefined ? text('chart.keys') : `${text('chart.keys')} ${text('chart.editKeys')}`}
          onScroll={(event) => setTop(event.currentTarget.scrollTop)}
          onKeyDown={choice.onKeyDown}
          onPointerDown={pointer.onPointerDown}
          onPointerMove={pointer.onPointerMove}
          onPointerUp={pointer.onPointerUp}
          onPointerCancel={pointer.onPointerCancel}
          onPointerLeave={pointer.onPointerLeave}
          onDoubleClick={pointer.onDoubleClick}
          onContextMenu={pointer.onContextMenu}
        >
          <canvas ref={canvas} className="gantt-canvas" style={{ height: size.height }} aria-hidden />
          <div style={{ height: Math.max(0, lines.height - size.height) }} />
        </div>
        {hover && tip !== '' && <GanttTip hover={hover} text={tip} size={size} />}
        <p className="visually-hidden" role="status">{choice.said}</p>
      </div>
      {strips.length > 0 && <GanttStrips strips={strips} scale={scale} cursor={cursor} onCursor={moveCursor} />}
      <GanttOver scale={scale} marks={marks} cursor={cursor} formatTime={formatTime} />
      <LabelEdge left={left} onChange={setLeft} />
    </div>
  );
}

function useLabelWidth(storageKey: string): [number, (width: number) => void] {
  const key = `gantt.${storageKey}`;
  const [width, setWidth] = useState(() => recall(key, 220, isNumber));
  return [width, (next) => {
    setWidth(next);
    remember(key, next);
  }];
}

function useMarks(marks: readonly GanttMark[], now: number | undefined, word: string): readonly GanttMark[] {
  return useMemo(() => (now === undefined ? marks : [...marks, { at: now, label: word, colour: 'accent' }]), [marks, now, word]);
}

/** From the first to the last time that anything of these happens. */
function useWhole(rows: readonly GanttRow[], marks: readonly GanttMark[]): TimeView {
  return useMemo(() => {
    const extent = extentOf(rows, marks);
    return wholeView(extent?.first ?? NaN, extent?.last ?? NaN);
  }, [rows, marks]);
}

/** Over the time only bars speak; over the labels every row gives its whole name. */
function tipOf(hit: GanttHit, onLabel: boolean): string {
  if (hit.kind === 'group') return '';
  return onLabel || hit.bar !== null ? describeRow(hit.row) : '';
}

/** A row in words: its name, what its bars mean, its deadline. */
export function describeRow(row: GanttRow): string {
  const parts = [row.label, ...row.bars.map((bar) => bar.label), row.deadline?.label ?? ''];
  return parts.filter((part) => part !== '').join('\n');
}

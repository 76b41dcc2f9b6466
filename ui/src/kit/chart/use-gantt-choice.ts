import { useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useText } from '@/lib/i18n';
import { scrollToRow } from '@/lib/virtual';
import { keyTarget, nextSelection } from '../table-selection';
import { describeRow } from './Gantt';
import type { GanttRow } from './gantt-data';
import { ganttAsk, type GanttAsk } from './gantt-keys';
import { groupKey, keyOf, LINE_HEIGHT, type GanttHit, type GanttLine, type GanttLines } from './gantt-lines';
import type { GanttEditing } from './use-gantt-edit';
import type { GanttView } from './use-gantt-view';

interface ChoiceHost {
  body: RefObject<HTMLElement | null>;
  lines: GanttLines;
  view: GanttView;
  editing: GanttEditing;
  folded: ReadonlySet<string>;
  setFolded: (folded: ReadonlySet<string>) => void;
  selected: ReadonlySet<string>;
  onSelect?: (rows: ReadonlySet<string>) => void;
  onOpen?: (row: GanttRow) => void;
  cursor: number | null;
  moveCursor: (time: number | null) => void;
}

type How = { toggle: boolean; extend: boolean };

/** The line that the keyboard is on, what is selected, which groups are folded. */
export function useGanttChoice(host: ChoiceHost) {
  const { body, lines, view, editing, folded, setFolded, selected, onSelect, onOpen, cursor, moveCursor } = host;
  const text = useText();
  const [active, setActive] = useState<string | null>(null);
  const anchor = useRef<string | null>(null);
  const at = active === null ? -1 : lines.lines.findIndex((line) => keyOf(line) === active);
  const line = lines.lines[at];

  const fold = (group: string, open: boolean) => {
    const next = new Set(folded);
    if (open) next.delete(group);
    else next.add(group);
    setFolded(next);
  };
  const choose = (row: GanttRow, how: How) => {
    const keys = lines.lines.flatMap((each) => (each.kind === 'row' ? [each.row.id] : []));
    const next = nextSelection(keys, selected, anchor.current, row.id, how);
    anchor.current = next.anchor;
    onSelect?.(next.selected);
  };
  const goTo = (index: number, extend: boolean) => {
    const target = lines.lines[index];
    const element = body.current;
    if (!target || !element) return;
    setActive(keyOf(target));
    element.scrollTo?.({ top: scrollToRow(index, element.scrollTop, element.clientHeight, LINE_HEIGHT) });
    if (target.kind !== 'row') return;
    choose(target.row, { toggle: false, extend });
    view.reveal(...spanOfLine(target));
  };
  const answer = (ask: GanttAsk): boolean => {
    if (moveView(ask, view, cursor, moveCursor, middleOf(line))) return true;
    if (ask.kind === 'fold' && line?.kind === 'group') fold(line.group.id, ask.open);
    else if (ask.kind === 'open' && line?.kind === 'group') fold(line.group.id, line.folded);
    else if (ask.kind === 'open' && line?.kind === 'row') {
      view.reveal(...spanOfLine(line));
      onOpen?.(line.row);
    } else if (ask.kind === 'toggle' && line?.kind === 'row') choose(line.row, { toggle: true, extend: false });
    else if (ask.kind === 'clear' && (selected.size > 0 || cursor !== null)) {
      onSelect?.(new Set());
      moveCursor(null);
    } else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((body.current?.clientHeight ?? 0) / LINE_HEIGHT) - 1);
    const moves = !event.ctrlKey && !event.altKey && !event.metaKey;
    const target = moves ? keyTarget(event.key, at, lines.lines.length, page) : null;
    const ask = ganttAsk(event, line?.kind === 'group');
    if (target !== null) goTo(target, event.shiftKey);
    else if (editing.onKey(event, line?.kind === 'row' ? line.row : null)) view.reveal(...spanOfLine(line));
    else if (ask === null || !answer(ask)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    active,
    said: line === undefined ? '' : lineInWords(line, text('chart.folded'), (name, count) => text('chart.group', { name, count })),
    onKeyDown,
    hit: (hit: GanttHit, how: How) => {
      setActive(hit.kind === 'group' ? groupKey(hit.group) : hit.row.id);
      if (hit.kind === 'group') fold(hit.group, folded.has(hit.group));
      else choose(hit.row, how);
    },
    open: (hit: GanttHit) => {
      if (hit.kind === 'row') onOpen?.(hit.row);
    },
  };
}

/** From the start to the end of a row's last bar. */
function spanOfLine(line: GanttLine | undefined): [number, number] {
  const bar = line?.kind === 'row' ? line.row.bars.at(-1) : undefined;
  return [bar?.start ?? NaN, bar?.end ?? NaN];
}

/** The middle of a row's last bar; nothing for a row without one. */
function middleOf(line: GanttLine | undefined): number | undefined {
  const [start, end] = spanOfLine(line);
  return Number.isFinite(start) ? (start + end) / 2 : undefined;
}

/** Zoom, at the cursor or else about what is chosen, pan and cursor; false when something else is asked. */
function moveView(ask: GanttAsk, view: GanttView, cursor: number | null, moveCursor: (time: number | null) => void, about: number | undefined): boolean {
  const { scale } = view;
  if (ask.kind === 'zoom') view.zoom(ask.factor, cursor ?? about);
  else if (ask.kind === 'pan') view.pan(ask.share);
  else if (ask.kind === 'fit') view.fit();
  else if (ask.kind === 'cursor') moveCursor(scale.time(scale.x(cursor ?? (scale.from + scale.to) / 2) + ask.pixels));
  else return false;
  return true;
}

function lineInWords(line: GanttLine, folded: string, group: (name: string, count: number) => string): string {
  if (line.kind === 'row') return describeRow(line.row);
  return group(line.group.label, line.rows.length) + (line.folded ? `, ${folded}` : '');
}

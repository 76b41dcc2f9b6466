import { useRef, useState, type MouseEvent, type PointerEvent, type RefObject } from 'react';
import type { GanttGrip } from './gantt-edit';
import { hitAt, type GanttHit, type GanttLines } from './gantt-lines';
import type { GanttEditing } from './use-gantt-edit';
import type { GanttView } from './use-gantt-view';
import { useGanttWheel } from './use-gantt-wheel';

export interface PointerHost {
  body: RefObject<HTMLElement | null>;
  lines: GanttLines;
  view: GanttView;
  editing: GanttEditing;
  onCursor: (time: number | null) => void;
  onHit: (hit: GanttHit, how: { toggle: boolean; extend: boolean }) => void;
  onDouble: (hit: GanttHit) => void;
  onMenu: (hit: GanttHit, at: { x: number; y: number }) => void;
}

/** Where the pointer is and what it is over, for the tip. */
export interface Hover {
  hit: GanttHit;
  /** What a drag from here would take hold of. */
  grip: GanttGrip | null;
  x: number;
  y: number;
}

interface Drag {
  x: number;
  y: number;
  far: boolean;
  /** A bar is dragged, not the view. */
  ofBar: boolean;
}

const DRAG_STARTS = 4;

/** Dragging moves a bar that can be moved, or else the view; Ctrl and the wheel zoom at the pointer, Shift and the wheel move through time. */
export function useGanttPointer({ body, lines, view, editing, onCursor, onHit, onDouble, onMenu }: PointerHost) {
  const [hover, setHover] = useState<Hover | null>(null);
  const [dragging, setDragging] = useState(false);
  const drag = useRef<Drag | null>(null);
  useGanttWheel(body, view);

  const placed = (event: MouseEvent) => {
    const { x, y } = placeIn(body.current, event);
    return { x, y: y + (body.current?.scrollTop ?? 0) };
  };
  const find = (event: MouseEvent): GanttHit | null => {
    const { x, y } = placed(event);
    return hitAt(lines, view.scale, x, y);
  };
  const dragOn = (start: Drag, event: PointerEvent, x: number, y: number) => {
    const dx = event.clientX - start.x;
    const dy = event.clientY - start.y;
    if (!start.far && Math.hypot(dx, dy) < DRAG_STARTS) return;
    if (start.ofBar) {
      drag.current = { ...start, far: true };
      if (!editing.drag(x)) return;
      setHover((old) => (old === null ? null : { ...old, x, y }));
      onCursor(view.scale.time(x));
      return;
    }
    drag.current = { ...start, x: event.clientX, y: event.clientY, far: true };
    setDragging(true);
    setHover(null);
    view.pan(-dx / view.scale.width);
    body.current?.scrollBy?.({ top: -dy });
  };
  const onPointerMove = (event: PointerEvent) => {
    const element = body.current;
    if (!element) return;
    const { x, y } = placeIn(element, event);
    if (drag.current) {
      dragOn(drag.current, event, x, y);
      return;
    }
    onCursor(x < view.scale.left ? null : view.scale.time(x));
    const at = { x, y: y + element.scrollTop };
    const hit = hitAt(lines, view.scale, at.x, at.y);
    setHover(hit === null ? null : { hit, grip: editing.gripAt(at), x, y });
  };
  const stop = () => {
    drag.current = null;
    setDragging(false);
  };
  return {
    hover,
    dragging,
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0 || isOnScrollbar(body.current, event)) return;
      drag.current = { x: event.clientX, y: event.clientY, far: false, ofBar: editing.take(placed(event)) };
      event.currentTarget.setPointerCapture?.(event.pointerId);
    },
    onPointerMove,
    onPointerUp: (event: PointerEvent) => {
      // What was not pressed here, as the scrollbar, is no click.
      const wasPressed = drag.current !== null;
      const wasDrag = drag.current?.far === true;
      const wasOfBar = drag.current?.ofBar === true;
      stop();
      if (wasDrag && wasOfBar) editing.drop();
      else editing.cancel();
      const hit = wasPressed && !wasDrag ? find(event) : null;
      if (hit) onHit(hit, { toggle: event.ctrlKey || event.metaKey, extend: event.shiftKey });
    },
    onPointerCancel: () => {
      stop();
      editing.cancel();
    },
    onPointerLeave: () => {
      if (drag.current) return;
      setHover(null);
      onCursor(null);
    },
    onDoubleClick: (event: MouseEvent) => {
      const hit = find(event);
      if (hit) onDouble(hit);
    },
    onContextMenu: (event: MouseEvent) => {
      const hit = find(event);
      if (!hit) return;
      event.preventDefault();
      onMenu(hit, { x: event.clientX, y: event.clientY });
    },
  };
}

/** Beyond what the content has of the element lies its scrollbar. */
function isOnScrollbar(element: HTMLElement | null, event: MouseEvent): boolean {
  if (element === null || element.clientWidth === 0) return false;
  const { x, y } = placeIn(element, event);
  return x >= element.clientWidth || y >= element.clientHeight;
}

function placeIn(element: HTMLElement | null, event: MouseEvent): { x: number; y: number } {
  const box = element?.getBoundingClientRect();
  return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
}

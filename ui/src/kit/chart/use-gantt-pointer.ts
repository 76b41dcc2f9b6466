import { useEffect, useRef, useState, type MouseEvent, type PointerEvent, type RefObject } from 'react';
import { hitAt, type GanttHit, type GanttLines } from './gantt-lines';
import type { GanttView } from './use-gantt-view';

export interface PointerHost {
  body: RefObject<HTMLElement | null>;
  lines: GanttLines;
  view: GanttView;
  onCursor: (time: number | null) => void;
  onHit: (hit: GanttHit, how: { toggle: boolean; extend: boolean }) => void;
  onDouble: (hit: GanttHit) => void;
  onMenu: (hit: GanttHit, at: { x: number; y: number }) => void;
}

/** Where the pointer is and what it is over, for the tip. */
export interface Hover {
  hit: GanttHit;
  x: number;
  y: number;
}

const DRAG_STARTS = 4;
const ZOOM_PER_PIXEL = 1.002;

/** Dragging moves the view, Ctrl and the wheel zoom at the pointer, Shift and the wheel move through time. */
export function useGanttPointer({ body, lines, view, onCursor, onHit, onDouble, onMenu }: PointerHost) {
  const [hover, setHover] = useState<Hover | null>(null);
  const [dragging, setDragging] = useState(false);
  const drag = useRef<{ x: number; y: number; far: boolean } | null>(null);
  useWheel(body, view);

  const find = (event: MouseEvent): GanttHit | null => {
    const { x, y } = placeIn(body.current, event);
    return hitAt(lines, view.scale, x, y + (body.current?.scrollTop ?? 0));
  };
  const onPointerMove = (event: PointerEvent) => {
    const element = body.current;
    if (!element) return;
    const { x, y } = placeIn(element, event);
    const start = drag.current;
    if (start) {
      const dx = event.clientX - start.x;
      const dy = event.clientY - start.y;
      if (!start.far && Math.hypot(dx, dy) < DRAG_STARTS) return;
      drag.current = { x: event.clientX, y: event.clientY, far: true };
      setDragging(true);
      setHover(null);
      view.pan(-dx / view.scale.width);
      element.scrollBy?.({ top: -dy });
      return;
    }
    onCursor(x < view.scale.left ? null : view.scale.time(x));
    const hit = hitAt(lines, view.scale, x, y + element.scrollTop);
    setHover(hit === null ? null : { hit, x, y });
  };
  const stop = () => {
    drag.current = null;
    setDragging(false);
  };
  return {
    hover,
    dragging,
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      drag.current = { x: event.clientX, y: event.clientY, far: false };
      event.currentTarget.setPointerCapture?.(event.pointerId);
    },
    onPointerMove,
    onPointerUp: (event: PointerEvent) => {
      const wasDrag = drag.current?.far === true;
      stop();
      const hit = event.button === 0 && !wasDrag ? find(event) : null;
      if (hit) onHit(hit, { toggle: event.ctrlKey || event.metaKey, extend: event.shiftKey });
    },
    onPointerCancel: stop,
    onPointerLeave: () => {
      setHover(null);
      if (!drag.current) onCursor(null);
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

function placeIn(element: HTMLElement | null, event: MouseEvent): { x: number; y: number } {
  const box = element?.getBoundingClientRect();
  return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
}

/** The wheel listener must not be passive, so that it can keep the page from zooming. */
function useWheel(body: RefObject<HTMLElement | null>, view: GanttView): void {
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  });
  useEffect(() => {
    const element = body.current;
    if (!element) return undefined;
    const onWheel = (event: WheelEvent) => {
      const { scale, zoom, pan } = latest.current;
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        const x = event.clientX - element.getBoundingClientRect().left;
        zoom(ZOOM_PER_PIXEL ** event.deltaY, scale.time(Math.max(x, scale.left)));
      } else if (sideways !== 0 && Math.abs(sideways) >= Math.abs(event.shiftKey ? 0 : event.deltaY)) {
        pan(sideways / scale.width);
      } else return;
      event.preventDefault();
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [body]);
}

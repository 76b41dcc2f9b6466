import { useEffect, useRef, type RefObject } from 'react';
import type { GanttView } from './use-gantt-view';

const ZOOM_PER_PIXEL = 1.002;

/** Ctrl and the wheel zoom at the pointer, Shift and the wheel move through time. The listener must not be passive, so that it can keep the page from zooming. */
export function useGanttWheel(body: RefObject<HTMLElement | null>, view: GanttView): void {
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

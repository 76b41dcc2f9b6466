import { useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
import { nodeUnder } from './geometry';
import { beginGesture, type Gesture, type GestureHost } from './gestures';

const WHEEL_SPEED = 0.0016;

interface Gestures {
  /** The space bar is held: a drag pans. */
  panning: boolean;
  pointerDown: (event: ReactPointerEvent<HTMLDivElement>) => void;
  pointerMove: (event: ReactPointerEvent<HTMLDivElement>) => void;
  pointerLeave: () => void;
  keyDown: (event: KeyboardEvent) => void;
}

/** Ties pointer, wheel and space bar to the stage: zoom at the pointer, pan, drag, marquee, click. */
export function useGestures(host: GestureHost): Gestures {
  const latest = useRef(host);
  useEffect(() => {
    latest.current = host;
  });
  const running = useRef<Gesture | null>(null);
  const [panning, setPanning] = useState(false);
  const { stage } = host;
  useWheel(latest);
  useEffect(() => {
    const move = (event: PointerEvent) => running.current?.move(event);
    const end = (event: PointerEvent) => {
      running.current?.end(event);
      running.current = null;
    };
    const cancel = () => {
      running.current?.cancel();
      running.current = null;
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') cancel();
      if (event.type === 'keyup' && event.key === ' ') setPanning(false);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', cancel);
    window.addEventListener('keydown', key);
    window.addEventListener('keyup', key);
    return () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', cancel);
      window.removeEventListener('keydown', key);
      window.removeEventListener('keyup', key);
    };
  }, [stage]);

  return {
    panning,
    pointerDown: (event) => {
      if (!(event.target instanceof Element) || event.target.closest('.graph-chrome, .graph-rename, .react-flow__handle, [data-no-gesture]')) return;
      event.currentTarget.focus({ preventScroll: true });
      if (event.button === 1) event.preventDefault();
      running.current?.cancel();
      running.current = beginGesture(() => latest.current, event.nativeEvent, panning);
    },
    pointerMove: (event) => {
      if (running.current !== null) return;
      const node = nodeUnder(stage.painter.geometry, stage.worldAt({ x: event.clientX, y: event.clientY }));
      const hovered = node?.id ?? null;
      if (hovered !== stage.painter.moment.hovered) stage.painter.set({ hovered });
    },
    pointerLeave: () => {
      if (stage.painter.moment.hovered !== null) stage.painter.set({ hovered: null });
    },
    keyDown: (event) => {
      if (event.key !== ' ') return;
      event.preventDefault();
      setPanning(true);
    },
  };
}

/** React listens to the wheel passively, so that it cannot keep the page from scrolling; hence by hand. */
function useWheel(latest: React.RefObject<GestureHost>): void {
  const { stage } = latest.current;
  useEffect(() => {
    const turn = (event: WheelEvent) => {
      const element = stage.element;
      if (element === null || !(event.target instanceof Element) || !element.contains(event.target)) return;
      if (event.target.closest('[data-no-gesture]')) return;
      event.preventDefault();
      const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
      if (event.shiftKey) {
        stage.camera.panBy(-(event.deltaX + event.deltaY) * unit, 0);
        return;
      }
      const factor = Math.exp(-event.deltaY * unit * (event.ctrlKey ? 4 * WHEEL_SPEED : WHEEL_SPEED));
      stage.camera.zoomBy(Math.min(1.4, Math.max(0.7, factor)), stage.local({ x: event.clientX, y: event.clientY }));
    };
    window.addEventListener('wheel', turn, { passive: false });
    return () => window.removeEventListener('wheel', turn);
  }, [stage]);
}

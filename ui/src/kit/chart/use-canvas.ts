import { useCallback, useEffect, useRef, useState, type RefCallback } from 'react';
import { readTokens, useResolvedTheme } from '@/lib/theme';
import { followSize } from '../follow-size';

export interface Size {
  width: number;
  height: number;
}

/** The present colour of a token. */
export type Ink = (token: string) => string;

export type Paint = (context: CanvasRenderingContext2D, size: Size, ink: Ink) => void;

/** The size of an element, followed as it changes. */
export function useSize(): [RefCallback<HTMLElement>, Size] {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const forget = useRef<(() => void) | null>(null);
  const ref = useCallback((element: HTMLElement | null) => {
    forget.current?.();
    forget.current = null;
    if (element === null) return;
    const read = () => {
      const next = { width: element.clientWidth, height: element.clientHeight };
      setSize((old) => (old.width === next.width && old.height === next.height ? old : next));
    };
    read();
    forget.current = followSize(element, read);
  }, []);
  return [ref, size];
}

/** The colours of tokens in the present theme, each asked for once. */
export function useInk(): Ink {
  const theme = useResolvedTheme();
  const [kept, setKept] = useState(() => ({ theme, ink: freshInk() }));
  if (kept.theme === theme) return kept.ink;
  const next = { theme, ink: freshInk() };
  setKept(next);
  return next.ink;
}

/** The colours of tokens as they are now, or as a scheme has them, each asked for once. */
export function freshInk(scheme?: 'light' | 'dark'): Ink {
  const known = new Map<string, string>();
  return (token) => {
    const before = known.get(token);
    if (before !== undefined) return before;
    const colour = readTokens([token], scheme)[token] ?? '';
    known.set(token, colour);
    return colour;
  };
}

/** Paints when `paint`, the size or the theme changes, once a frame, at the screen's own resolution. Give the ref to a `canvas`. */
export function useCanvas(size: Size, paint: Paint): RefCallback<HTMLCanvasElement> {
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const ink = useInk();
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (canvas.current) paintOn(canvas.current, size, ink, paint);
    });
    return () => cancelAnimationFrame(frame);
  }, [size, ink, paint]);
  return useCallback((element: HTMLCanvasElement | null) => {
    canvas.current = element;
  }, []);
}

export function paintOn(canvas: HTMLCanvasElement, size: Size, ink: Ink, paint: Paint, ratio = devicePixelRatio || 1): void {
  const width = Math.max(1, Math.round(size.width * ratio));
  const height = Math.max(1, Math.round(size.height * ratio));
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  paint(context, size, ink);
}

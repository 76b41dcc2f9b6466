import { clamp } from './number';

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where a floating box goes beside its anchor: below, above when that is where the room is, inside the window. */
export function placeBeside(
  anchor: Box, size: { width: number; height: number }, view: { width: number; height: number },
  { gap = 4, align = 'start' }: { gap?: number; align?: 'start' | 'end' | 'centre' } = {},
): { left: number; top: number } {
  const below = anchor.top + anchor.height + gap;
  const above = anchor.top - gap - size.height;
  const fitsBelow = below + size.height <= view.height - gap;
  const top = fitsBelow || above < gap ? below : above;
  const free = anchor.width - size.width;
  const shift = align === 'start' ? 0 : align === 'end' ? free : free / 2;
  return {
    left: clamp(anchor.left + shift, gap, view.width - size.width - gap),
    top: clamp(top, gap, view.height - size.height - gap),
  };
}

/** What a key asks of the chart; null when it is not the chart's. */
export type GanttAsk =
  | { kind: 'zoom'; factor: number }
  | { kind: 'pan'; share: number }
  | { kind: 'cursor'; pixels: number }
  | { kind: 'fit' }
  | { kind: 'fold'; open: boolean }
  | { kind: 'open' }
  | { kind: 'toggle' }
  | { kind: 'clear' };

interface Pressed {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

/** On a group's line the arrows fold it, elsewhere they move through time; with Shift they move the cursor line. */
export function ganttAsk(event: Pressed, onGroup: boolean): GanttAsk | null {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  switch (event.key) {
    case '+':
    case '=':
      return { kind: 'zoom', factor: 1 / 1.4 };
    case '-':
    case '\u2212':
      return { kind: 'zoom', factor: 1.4 };
    case '0':
      return { kind: 'fit' };
    case 'ArrowLeft':
      if (event.shiftKey) return { kind: 'cursor', pixels: -8 };
      return onGroup ? { kind: 'fold', open: false } : { kind: 'pan', share: -0.1 };
    case 'ArrowRight':
      if (event.shiftKey) return { kind: 'cursor', pixels: 8 };
      return onGroup ? { kind: 'fold', open: true } : { kind: 'pan', share: 0.1 };
    case 'Enter':
      return { kind: 'open' };
    case ' ':
      return { kind: 'toggle' };
    case 'Escape':
      return { kind: 'clear' };
    default:
      return null;
  }
}

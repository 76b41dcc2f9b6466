/**
 * Key chords such as `Ctrl+Shift+Z`, `?`, `Delete`, `Ctrl+1`. Ctrl also answers to Cmd, so one
 * notation serves every desktop. Shift is left out for keys that it produces, such as `?`.
 */
export function matchesChord(chord: string, event: KeyboardEvent): boolean {
  const { ctrl, alt, shift, key } = parseChord(chord);
  if ((event.ctrlKey || event.metaKey) !== ctrl || event.altKey !== alt) return false;
  if (!sameKey(key, event)) return false;
  return isShiftProduced(key) || event.shiftKey === shift;
}

interface Chord {
  ctrl: boolean;
  alt: boolean;
  shift: boolean;
  key: string;
}

export function parseChord(chord: string): Chord {
  const parts = chord === '+' ? ['+'] : chord.split('+').map((part) => (part === '' ? '+' : part));
  const key = parts.at(-1) ?? '';
  const before = parts.slice(0, -1).map((part) => part.toLowerCase());
  return {
    ctrl: before.includes('ctrl'), alt: before.includes('alt'), shift: before.includes('shift'), key,
  };
}

function sameKey(key: string, event: KeyboardEvent): boolean {
  if (event.key.toLowerCase() === named(key).toLowerCase()) return true;
  // On a layout without Latin letters, and for digits under Shift, the physical key still counts.
  if (/^[a-z]$/i.test(key)) return event.code === `Key${key.toUpperCase()}` && !/^[a-z]$/i.test(event.key);
  return /^\d$/.test(key) && event.code === `Digit${key}`;
}

function named(key: string): string {
  const names: Record<string, string> = {
    Space: ' ', Esc: 'Escape', Up: 'ArrowUp', Down: 'ArrowDown', Left: 'ArrowLeft', Right: 'ArrowRight', Del: 'Delete',
  };
  return names[key] ?? key;
}

function isShiftProduced(key: string): boolean {
  return key.length === 1 && !/^[a-z0-9 ]$/i.test(key);
}

/** The parts of a chord as small key caps show them. */
export function chordCaps(chord: string): string[] {
  const { ctrl, alt, shift, key } = parseChord(chord);
  const caps: string[] = [];
  if (ctrl) caps.push('Ctrl');
  if (alt) caps.push('Alt');
  if (shift) caps.push('Shift');
  const arrows: Record<string, string> = {
    ArrowUp: '↑', Up: '↑', ArrowDown: '↓', Down: '↓', ArrowLeft: '←', Left: '←', ArrowRight: '→', Right: '→',
    Escape: 'Esc', Delete: 'Del',
  };
  caps.push(arrows[key] ?? (key.length === 1 ? key.toUpperCase() : key));
  return caps;
}

/** Whether a key press is text for a field, so that chords without Ctrl or Alt must leave it alone. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type);
}

import { readTokens } from '@/lib/theme';

const NAMES = [
  'canvas', 'grid', 'paper', 'panel', 'raised', 'line', 'line-strong', 'ink', 'ink-soft', 'ink-faint', 'accent', 'accent-soft',
  'critical', 'critical-soft', 'good', 'bad', 'bad-soft', 'caution', 'hint', 'added', 'good-soft', 'removed', 'changed', 'caution-soft',
  'system-1', 'system-2', 'system-3', 'system-4', 'system-5', 'system-6', 'system-7', 'system-8',
  'state-waiting', 'state-held', 'state-queued', 'state-starting', 'state-running', 'state-succeeded', 'state-failed',
  'state-skipped', 'state-cancelled', 'state-unknown',
] as const;

export type ColourName = (typeof NAMES)[number];

/** The tokens' present values, by name; read again when the theme changes. */
export type Colours = Readonly<Record<ColourName, string>>;

export function readColours(): Colours {
  return readTokens(NAMES);
}

export function hueColour(colours: Colours, hue: number): string {
  return hue === 0 ? colours['line-strong'] : colours[`system-${hue as 1}`];
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const CSS = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

/** The light and dark hex values of a token. */
function token(name: string): { light: string; dark: string } {
  const both = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(CSS);
  const one = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(CSS)?.[1];
  const [light, dark] = [both?.[1] ?? one, both?.[2] ?? one];
  if (light === undefined || dark === undefined) throw new Error(`no token ${name}`);
  return { light, dark };
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const STATES = ['waiting', 'held', 'queued', 'starting', 'running', 'succeeded', 'failed', 'skipped', 'cancelled', 'unknown', 'blocked'];
const TEXT = ['ink', 'ink-soft', 'ink-faint', 'accent', 'critical', 'good', 'bad', 'caution', 'hint', ...STATES.map((state) => `state-${state}`)];

describe('text is readable (WCAG AA, 4.5 to 1)', () => {
  const pairs = [
    ...TEXT.flatMap((ink) => ['paper', 'panel', 'raised', 'accent-soft'].map((ground) => [ink, ground])),
    ['good', 'good-soft'], ['bad', 'bad-soft'], ['caution', 'caution-soft'], ['hint', 'hint-soft'], ['critical', 'critical-soft'],
    ['ink-on-accent', 'accent-fill'], ['ink-on-accent', 'accent-fill-hover'], ['ink-soft', 'frame'], ['ink-faint', 'frame'],
  ] as [string, string][];

  it.each(pairs)('%s on %s', (ink, ground) => {
    expect(contrast(token(ink).light, token(ground).light), 'light').toBeGreaterThanOrEqual(4.5);
    expect(contrast(token(ink).dark, token(ground).dark), 'dark').toBeGreaterThanOrEqual(4.5);
  });
});

it('gives the eight systems one lightness and chroma and eight hues well apart', () => {
  for (const theme of [0, 1]) {
    const found = [...CSS.matchAll(/--system-\d: light-dark\((oklch\([^)]+\)), (oklch\([^)]+\))\)/g)];
    const values = found.map((match) => (match[theme + 1] ?? '').replace(/oklch\(|\)/g, '').split(' ').map(Number));
    expect(values).toHaveLength(8);
    expect(new Set(values.map(([lightness, chroma]) => `${lightness} ${chroma}`)).size).toBe(1);
    const hues = values.map((value) => value[2] ?? 0).sort((a, b) => a - b);
    const gaps = hues.map((hue, index) => ((hues[(index + 1) % 8] ?? 0) - hue + 360) % 360);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(30);
  }
});

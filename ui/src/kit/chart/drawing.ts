/**
 * A picture as data: what is drawn where, and the look of it by name. One description serves the window, where looks follow the
 * theme, and files, where they are colours.
 */
export interface Drawing {
  width: number;
  height: number;
  shapes: readonly Shape[];
}

export type Point = readonly [x: number, y: number];

export type Shape =
  | { kind: 'box'; x: number; y: number; width: number; height: number; look: Look; tip?: string }
  | { kind: 'line'; from: Point; to: Point; look: Look; tip?: string }
  | { kind: 'curve'; points: readonly Point[]; look: Look }
  | { kind: 'dot'; at: Point; radius: number; look: Look; tip?: string }
  | { kind: 'text'; at: Point; text: string; look: Look; anchor?: 'start' | 'middle' | 'end' };

export type Look = keyof typeof LOOKS;

/** Colours are tokens of the theme. */
export interface LookOf {
  fill?: string;
  stroke?: string;
  width?: number;
  dash?: string;
  opacity?: number;
  weight?: number;
}

/** Everything that a drawing may look like. A new look is a line here. */
export const LOOKS = {
  bar: { fill: 'accent', opacity: 0.55 },
  barAt: { fill: 'accent' },
  barPale: { fill: 'ink-faint', opacity: 0.3 },
  barGood: { fill: 'good', opacity: 0.7 },
  barBad: { fill: 'bad', opacity: 0.6 },
  barCritical: { fill: 'critical' },
  barWork: { fill: 'accent' },
  barLag: { fill: 'ink-faint' },
  barResource: { fill: 'state-queued' },
  barClock: { fill: 'state-starting' },
  barHuman: { fill: 'state-unknown' },
  hatch: { stroke: 'ink-faint', width: 1, opacity: 0.45 },
  curve: { stroke: 'ink', width: 1.75 },
  axis: { stroke: 'line-strong', width: 1 },
  grid: { stroke: 'line', width: 1 },
  percentile: { stroke: 'ink-faint', width: 1, dash: '4 3' },
  plan: { stroke: 'critical', width: 1 },
  deadlineGood: { stroke: 'good', width: 2 },
  deadlineCaution: { stroke: 'caution', width: 2 },
  deadlineBad: { stroke: 'bad', width: 2 },
  target: { stroke: 'accent', width: 1.5, dash: '6 3' },
  cursor: { stroke: 'accent', width: 1 },
  whisker: { stroke: 'accent', width: 5, opacity: 0.35 },
  whiskerKept: { stroke: 'state-succeeded', width: 5, opacity: 0.4 },
  median: { stroke: 'accent', width: 2 },
  chain: { stroke: 'critical', width: 1.5 },
  dot: { fill: 'accent' },
  dotMissed: { fill: 'paper', stroke: 'bad', width: 2 },
  naive: { stroke: 'caution', width: 1.5 },
  text: { fill: 'ink-soft' },
  textFaint: { fill: 'ink-faint' },
  textStrong: { fill: 'ink', weight: 600 },
  textPlan: { fill: 'critical', weight: 600 },
  textGood: { fill: 'good', weight: 600 },
  textCaution: { fill: 'caution', weight: 600 },
  textBad: { fill: 'bad', weight: 600 },
} as const satisfies Record<string, LookOf>;

export const TEXT_SIZE = 11;

/** How much wider bold letters are. */
const BOLD = 1.18;

/** A rough width of a text in pixels, for places where nothing can be measured; wide letters count twice. */
export function roughWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += (letter.codePointAt(0) ?? 0) > 0x2e80 ? TEXT_SIZE : TEXT_SIZE * 0.56;
  return width;
}

/** A text or as much of its beginning and its end as fits, since ends tell jobs apart. */
export function fittedText(text: string, width: number, isBold = false): string {
  const room = isBold ? width / BOLD : width;
  if (roughWidth(text) <= room) return text;
  const letters = [...text];
  let keep = letters.length - 1;
  while (keep > 1 && roughWidth(shortened(letters, keep)) > room) keep -= 1;
  return shortened(letters, keep);
}

function shortened(letters: readonly string[], keep: number): string {
  const head = Math.ceil(keep / 2);
  return `${letters.slice(0, head).join('')}…${letters.slice(letters.length - (keep - head)).join('')}`;
}

/** Lines from lower left to upper right over a box, as for what is uncertain. */
export function hatching(x: number, y: number, width: number, height: number): Shape[] {
  const apart = 7;
  const lines: Shape[] = [];
  for (let at = apart; at < width + height && lines.length < 400; at += apart) {
    const from: Point = [x + Math.max(0, at - height), y + Math.min(at, height)];
    const to: Point = [x + Math.min(at, width), y + Math.max(0, at - width)];
    lines.push({ kind: 'line', from, to, look: 'hatch' });
  }
  return lines;
}

import { hatching, roughWidth, type Drawing, type Look, type Shape, type Size } from '@/kit/chart';
import { clamp, formatNumber, formatPercent } from '@/lib/number';
import { formatClock, formatDuration } from '@/lib/time';
import { doneBy, durationTicks, type Bin } from './bins';

export interface HistogramMark {
  at_s: number;
  label: string;
  line: Look;
  words: Look;
}

export interface HistogramPicture {
  bins: readonly Bin[];
  marks: readonly HistogramMark[];
  /** The clock at which the window opens, for the ends of nights. */
  begin: number;
  /** From here on the distribution is uncertain; null when it is not. */
  uncertainFrom: number | null;
  /** Where the curve is read; null when nobody reads. */
  at_s: number | null;
}

export const HISTOGRAM_LEFT = 44;
const RIGHT = 52;
const FOOT = 38;
const MARK_LINE = 16;
/** A mark farther from the bars than this share of what they span stands at the border, with an arrow. */
const FAR = 1.5;
/** Seconds; nights that hardly differ are not blown up beyond this, and short ones not beyond a part of their length. */
const LEAST_SPAN = 60;
const LEAST_SHARE = 0.25;

/** Between seconds of the window and pixels. A far promise does not press the bars together. */
export function histogramScale({ bins, marks }: Pick<HistogramPicture, 'bins' | 'marks'>, width: number) {
  const [low, high] = [bins[0]?.from_s ?? 0, bins.at(-1)?.to_s ?? 1];
  const least = clamp(high * LEAST_SHARE, 1, LEAST_SPAN);
  const reach = Math.max((high - low) * FAR, least);
  const near = marks.map(({ at_s }) => at_s).filter((at) => at >= low - reach && at <= high + reach);
  const [begin, end] = [Math.min(low, ...near), Math.max(high, ...near)];
  const room_s = Math.max(least - (end - begin), 0) / 2;
  const first = Math.max(begin - room_s, 0);
  const last = end + room_s;
  const span = last - first;
  const room = Math.max(width - HISTOGRAM_LEFT - RIGHT, 50);
  return {
    first, last, room,
    x: (seconds: number) => HISTOGRAM_LEFT + ((seconds - first) / span) * room,
    seconds: (x: number) => first + ((x - HISTOGRAM_LEFT) / room) * span,
  };
}

/** Bars of how many nights took how long, the share of nights that were done by then as a curve, and marks. */
export function histogramDrawing(picture: HistogramPicture, size: Size): Drawing {
  const { bins, marks, begin, uncertainFrom, at_s } = picture;
  const { x, first, last, room } = histogramScale(picture, size.width);
  const head = marks.length * MARK_LINE + 8;
  const height = Math.max(size.height - head - FOOT, 50);
  const foot = head + height;
  const right = HISTOGRAM_LEFT + room;
  const y = (share: number) => head + (1 - share) * height;
  const most = Math.max(...bins.map((bin) => bin.count), 1);
  const shapes: Shape[] = [];
  for (const tick of durationTicks(first, last, room / 90)) {
    shapes.push(
      { kind: 'line', from: [x(tick), head], to: [x(tick), foot + 4], look: 'grid' },
      { kind: 'text', at: [x(tick), foot + 17], text: formatDuration(tick), look: 'text', anchor: 'middle' },
      { kind: 'text', at: [x(tick), foot + 31], text: formatClock(begin + tick), look: 'textFaint', anchor: 'middle' },
    );
  }
  for (const bin of bins) {
    const inside = at_s !== null && at_s >= bin.from_s && at_s < bin.to_s;
    const top = y(bin.count / most);
    shapes.push({ kind: 'box', x: x(bin.from_s) + 0.5, y: top, width: Math.max(x(bin.to_s) - x(bin.from_s) - 1, 0.5), height: foot - top, look: inside ? 'barAt' : 'bar' });
  }
  if (uncertainFrom !== null && uncertainFrom < last) shapes.push(...hatching(x(uncertainFrom), head, right - x(uncertainFrom), height));
  const start = bins[0]?.from_s ?? first;
  shapes.push({ kind: 'curve', points: [[x(start), y(0)], [x(start), y(doneBy(bins, start))], ...bins.map((bin): [number, number] => [x(bin.to_s), y(bin.cumulative)])], look: 'curve' });
  for (const share of [0, 0.25, 0.5, 0.75, 1]) shapes.push({ kind: 'text', at: [right + 6, y(share) + 4], text: formatPercent(share, 0), look: 'text' });
  for (const share of [0.5, 1]) shapes.push({ kind: 'text', at: [HISTOGRAM_LEFT - 6, y(share) + 4], text: formatNumber(Math.round(most * share)), look: 'textFaint', anchor: 'end' });
  shapes.push({ kind: 'line', from: [HISTOGRAM_LEFT, foot], to: [right, foot], look: 'axis' });
  shapes.push(...markShapes(marks, x, right, foot));
  if (at_s !== null) {
    shapes.push(
      { kind: 'line', from: [x(at_s), head], to: [x(at_s), foot], look: 'cursor' },
      { kind: 'dot', at: [x(at_s), y(doneBy(bins, at_s))], radius: 3.5, look: 'dot' },
    );
  }
  return { width: size.width, height: head + height + FOOT, shapes };
}

/** Each mark has a line of its own for its words, so that near ones do not cover one another. One outside the picture has an arrow. */
function markShapes(marks: readonly HistogramMark[], x: (seconds: number) => number, right: number, foot: number): Shape[] {
  return marks.toSorted((a, b) => a.at_s - b.at_s).flatMap((mark, index): Shape[] => {
    const top = index * MARK_LINE;
    const [isBefore, isAfter] = [x(mark.at_s) < HISTOGRAM_LEFT - 1, x(mark.at_s) > right + 1];
    if (isBefore) return [{ kind: 'text', at: [HISTOGRAM_LEFT, top + 13], text: `← ${mark.label}`, look: mark.words }];
    if (isAfter) return [{ kind: 'text', at: [right, top + 13], text: `${mark.label} →`, look: mark.words, anchor: 'end' }];
    const at = x(mark.at_s);
    const toLeft = at + 4 + roughWidth(mark.label) > right + RIGHT;
    return [
      { kind: 'line', from: [at, top + 4], to: [at, foot], look: mark.line },
      { kind: 'text', at: [toLeft ? at - 5 : at + 5, top + 13], text: mark.label, look: mark.words, anchor: toLeft ? 'end' : 'start' },
    ];
  });
}

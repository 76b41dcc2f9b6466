import type { AdviceNight, AdviceReport } from '@/generated/asks';
import { fittedText, type Drawing, type Shape } from '@/kit/chart';
import { formatPercent } from '@/lib/number';
import type { Names } from '../names';
import type { Say } from '../night-view';
import { thereByWords } from './advice';
import { changeWords } from './question';

export interface Rung {
  label: string;
  night: AdviceNight;
}

interface LadderPicture {
  /** As things are, then with each step. */
  rungs: readonly Rung[];
  /** The probability that was asked for. */
  asked: number;
  /** The time by which the asked share of nights is to be there. */
  target: string;
  titles: { chance: string; thereBy: string };
}

const HEAD = 24;
const ROW = 24;
const FIGURE = 74;

/** As things are, then with each step. */
export function ladderOf(report: AdviceReport, names: Names, say: Say): LadderPicture {
  const rungs: Rung[] = [
    { label: say('advisor.asIs'), night: report.before },
    ...report.steps.map(({ change, after }, index): Rung => ({ label: `${index + 1} ${changeWords(change, names, say)}`, night: after })),
  ];
  const share = formatPercent(report.probability, 0);
  return {
    rungs, asked: report.probability, target: report.target, titles: { chance: say('advisor.inTime', { share }), thereBy: say('advisor.thereBy', { share }) },
  };
}

/** A row a step, twice: how far the probability has come, and by when enough nights are there; what a step brings is coloured. */
export function ladderDrawing({ rungs, asked, target, titles }: LadderPicture, width: number): Drawing {
  const names = Math.min(260, width * 0.36);
  const room = Math.max((width - names - 2 * FIGURE - 24) / 2, 40);
  const left = names + 12;
  const second = left + room + FIGURE + 12;
  const height = HEAD + rungs.length * ROW + 4;
  // The axis is about the target, with a little room before what is earliest.
  const known = [0, ...rungs.flatMap(({ night }) => night.late_s ?? [])];
  const highest = Math.max(...known);
  const lowest = Math.min(...known);
  const floor = lowest - Math.max((highest - lowest) * 0.25, 60);
  const x = (share: number) => left + share * room;
  const z = (seconds: number) => second + ((seconds - floor) / Math.max(highest - floor, 1e-9)) * room;
  const shapes: Shape[] = [
    { kind: 'text', at: [left, HEAD - 9], text: titles.chance, look: 'text' },
    { kind: 'text', at: [second, HEAD - 9], text: titles.thereBy, look: 'text' },
  ];
  rungs.forEach(({ label, night }, index) => {
    const top = HEAD + index * ROW;
    const middle = top + ROW / 2 + 4;
    const before = rungs[index - 1]?.night ?? night;
    const [low, high] = [Math.min(before.probability, night.probability), Math.max(before.probability, night.probability)];
    // What never is there is later than all that are: its bar fills the room.
    const [was, is] = [before.late_s ?? highest, night.late_s ?? highest];
    const [short, long] = [Math.min(was, is), Math.max(was, is)];
    const better = { chance: night.probability >= before.probability, thereBy: is <= was };
    const box = (at: number, to: number, look: Shape['look']): Shape => ({ kind: 'box', x: at, y: top + 5, width: to - at, height: ROW - 10, look });
    shapes.push(
      { kind: 'text', at: [names, middle], text: fittedText(label, names), look: index === 0 ? 'textFaint' : 'text', anchor: 'end' },
      box(x(0), x(low), 'barPale'),
      box(x(low), x(high), better.chance ? 'barGood' : 'barBad'),
      { kind: 'text', at: [x(1) + 6, middle], text: formatPercent(night.probability), look: night.probability >= asked ? 'textGood' : 'text' },
      box(second, z(short), 'barPale'),
      box(z(short), z(long), better.thereBy ? 'barGood' : 'barBad'),
      { kind: 'text', at: [second + room + 6, middle], text: thereByWords(target, night), look: night.late_s !== null && night.late_s <= 0 ? 'textGood' : 'text' },
    );
  });
  shapes.push(
    { kind: 'line', from: [x(asked), HEAD - 4], to: [x(asked), height], look: 'target' },
    { kind: 'line', from: [z(0), HEAD - 4], to: [z(0), height], look: 'target' },
    { kind: 'line', from: [left, HEAD], to: [left, height], look: 'axis' },
    { kind: 'line', from: [second, HEAD], to: [second, height], look: 'axis' },
  );
  return { width, height, shapes };
}

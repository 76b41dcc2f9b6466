import { fittedText, roughWidth, type Drawing, type Shape } from '@/kit/chart';
import { signedDuration } from '@/lib/time';
import type { tornadoOf } from './jobs';

export const TORNADO_ROW = 22;
export const TORNADO_HEAD = 22;
const FOOT = 6;
const GAP = 6;

type Moving = ReturnType<typeof tornadoOf>[number];

interface TornadoPicture {
  jobs: readonly Moving[];
  selected: ReadonlySet<string>;
  /** `P10 8 min … P90 16 min`, for one who points at a bar. */
  tip: (job: Moving) => string;
}

/** A bar a job: left, how much shorter the window is when it takes its good tenth; right, how much longer when it takes its bad one. */
export function tornadoDrawing({ jobs, selected, tip }: TornadoPicture, width: number): Drawing {
  const height = TORNADO_HEAD + jobs.length * TORNADO_ROW + FOOT;
  const names = Math.min(220, width * 0.34);
  const figures = jobs.flatMap(({ tornado }) => [tornado.window_at_p10_s, tornado.window_at_p90_s]);
  const ends = Math.max(56, ...figures.map((seconds) => roughWidth(signedDuration(seconds)))) + 12;
  const left = names + GAP + ends;
  const room = Math.max(width - left - ends, 40);
  const low = Math.min(0, ...jobs.map(({ tornado }) => tornado.window_at_p10_s));
  const high = Math.max(0, ...jobs.map(({ tornado }) => tornado.window_at_p90_s));
  const x = (seconds: number) => left + ((seconds - low) / Math.max(high - low, 1e-9)) * room;
  const shapes: Shape[] = [
    { kind: 'line', from: [x(0), TORNADO_HEAD - 4], to: [x(0), height - FOOT], look: 'axis' },
    { kind: 'text', at: [x(0), TORNADO_HEAD - 8], text: '±0', look: 'textFaint', anchor: 'middle' },
  ];
  jobs.forEach((job, index) => {
    const top = TORNADO_HEAD + index * TORNADO_ROW;
    const { window_at_p10_s: good, window_at_p90_s: bad } = job.tornado;
    const at = Math.min(good, bad, 0);
    const to = Math.max(good, bad, 0);
    const middle = top + TORNADO_ROW / 2 + 4;
    if (selected.has(job.id)) shapes.push({ kind: 'box', x: 0, y: top, width, height: TORNADO_ROW, look: 'barPale' });
    shapes.push(
      { kind: 'text', at: [names, middle], text: fittedText(job.label, names, job.onPath), look: job.onPath ? 'textPlan' : 'text', anchor: 'end' },
      { kind: 'box', x: x(at), y: top + 4, width: x(Math.min(to, 0)) - x(at), height: TORNADO_ROW - 8, look: 'barGood', tip: tip(job) },
      { kind: 'box', x: x(Math.max(at, 0)), y: top + 4, width: x(to) - x(Math.max(at, 0)), height: TORNADO_ROW - 8, look: 'barBad', tip: tip(job) },
      { kind: 'text', at: [x(at) - 4, middle], text: signedDuration(good), look: 'textFaint', anchor: 'end' },
      { kind: 'text', at: [Math.min(x(to) + 4, width - roughWidth(signedDuration(bad))), middle], text: signedDuration(bad), look: 'textFaint' },
    );
  });
  return { width, height, shapes };
}

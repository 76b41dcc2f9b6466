import type { DurationOrigin, ForecastReport, PlanReport, Tornado } from '@/generated/asks';
import { toCsv } from '@/lib/download';
import { plus } from '@/lib/number';
import { formatClock } from '@/lib/time';
import type { Names } from '../names';
import type { Say } from '../night-view';
import { beginClock, driverWords } from '../picture';

/** A job in figures. Starts and finishes are clocks, seconds since midnight that opens the business date. */
export interface JobFigures {
  id: string;
  label: string;
  system: string;
  /** How often it is on the critical path, from 0 to 1; null while there is no forecast. */
  criticality: number | null;
  onPath: boolean;
  /** How its duration and the window go together, from -1 to 1; null while there is no forecast. */
  cruciality: number | null;
  /** What its good and its bad tenth mean for the window; null when they mean nothing, or are not known yet. */
  tornado: Tornado | null;
  /** Where its duration comes from; null when it does no work, or that is not known yet. */
  origin: DurationOrigin | null;
  /** Too few nights stand behind its far percentiles. */
  uncertain: boolean;
  start: number;
  startP95: number | null;
  finish: number;
  finishP50: number | null;
  finishP95: number | null;
  slack_s: number;
  driver: string;
}

/** Ranked: what is on the critical path most often comes first, then what has least slack. */
export function jobsOf(plan: PlanReport, forecast: ForecastReport | null, names: Names, say: Say): JobFigures[] {
  const begin = beginClock(plan);
  const path = new Set(plan.critical_path);
  const jobs = Object.entries(plan.nodes).filter(([id]) => names.takesTime(id)).map(([id, node]): JobFigures => {
    const expected = forecast?.nodes[id];
    const clock = (seconds: number | null | undefined) => plus(begin, seconds ?? null);
    return {
      id, label: names.label(id), system: names.systemName(id), onPath: path.has(id),
      criticality: expected?.criticality ?? null, cruciality: expected?.cruciality ?? null,
      tornado: expected?.tornado ?? null, origin: expected?.origin ?? null, uncertain: expected?.uncertain ?? false,
      start: begin + node.start_s, startP95: clock(expected?.start_s.p95),
      finish: begin + node.finish_s, finishP50: clock(expected?.finish_s.p50), finishP95: clock(expected?.finish_s.p95),
      slack_s: node.slack_s,
      // Worked out when it is read: of thousands of jobs, few are in view.
      get driver() {
        return driverWords(node, names, say);
      },
    };
  });
  return jobs.sort((a, b) =>
    (b.criticality ?? Number(b.onPath)) - (a.criticality ?? Number(a.onPath)) || a.slack_s - b.slack_s || a.start - b.start);
}

/** By how much the window differs between the job's good and its bad tenth, in seconds. */
export function swingOf({ tornado }: Pick<JobFigures, 'tornado'>): number {
  return tornado === null ? 0 : tornado.window_at_p90_s - tornado.window_at_p10_s;
}

/** The jobs that move the window most, the widest swing first. */
export function tornadoOf(jobs: readonly JobFigures[], most: number): (JobFigures & { tornado: Tornado })[] {
  const moving = jobs.flatMap((job) => (job.tornado === null || swingOf(job) <= 0 ? [] : [{ ...job, tornado: job.tornado }]));
  return moving.sort((a, b) => swingOf(b) - swingOf(a)).slice(0, most);
}

/** `history, n = 143`, `inherited from group X`: where a duration comes from, in words. */
export function originWords(origin: DurationOrigin | null, names: Names, say: Say): string {
  if (origin === null) return '';
  const from = origin.from === null ? say('outcome.theWorkflow') : originName(origin.from, names);
  switch (origin.kind) {
    case 'stated':
      return say('outcome.originStated');
    case 'assumed':
      return say('outcome.originAssumed');
    case 'inherited':
      return say('outcome.originInherited', { from });
    case 'history':
      return say('outcome.originHistory', { n: origin.n ?? 0 });
  }
}

/** A group or a subflow by its own name, a system by its. */
function originName(id: string, names: Names): string {
  const label = names.label(id);
  return label === id ? names.systemById(id) : label;
}

/** Times as clocks with their day, durations in seconds, so that nothing is lost on the way. */
export function jobsCsv(jobs: readonly JobFigures[], titles: readonly string[], originOf: (job: JobFigures) => string = () => ''): string {
  const clock = (time: number | null) => (time === null ? null : formatClock(time, true));
  return toCsv([
    titles,
    ...jobs.map((job) => [
      job.id, job.label, job.system, job.criticality, clock(job.start), clock(job.startP95), clock(job.finish), clock(job.finishP50),
      clock(job.finishP95), job.slack_s, job.driver, job.cruciality, originOf(job),
      job.tornado?.duration_p10_s ?? null, job.tornado?.duration_p90_s ?? null, job.tornado?.window_at_p10_s ?? null, job.tornado?.window_at_p90_s ?? null,
    ]),
  ]);
}

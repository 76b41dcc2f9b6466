import type { ForecastReport, PlanReport } from '@/generated/asks';
import { toCsv } from '@/lib/download';
import { formatClock, formatExactDuration } from '@/lib/time';
import type { TextKey } from '@/lib/i18n';
import type { Names } from './names';
import { beginClock, driverWords } from './picture';

/** A job in figures. Starts and finishes are clocks, seconds since midnight that opens the business date. */
export interface JobFigures {
  id: string;
  label: string;
  system: string;
  /** How often it is on the critical path, from 0 to 1; null while there is no forecast. */
  criticality: number | null;
  onPath: boolean;
  start: number;
  startP95: number | null;
  finish: number;
  finishP50: number | null;
  finishP95: number | null;
  slack_s: number;
  driver: string;
}

/** Ranked: what is on the critical path most often comes first, then what has least slack. */
export function jobsOf(plan: PlanReport, forecast: ForecastReport | null, names: Names, say: (key: TextKey) => string): JobFigures[] {
  const begin = beginClock(plan);
  const path = new Set(plan.critical_path);
  const jobs = Object.entries(plan.nodes).filter(([id]) => names.takesTime(id)).map(([id, node]): JobFigures => {
    const expected = forecast?.nodes[id];
    const clock = (seconds: number | undefined) => (seconds === undefined ? null : begin + seconds);
    return {
      id, label: names.label(id), system: names.systemName(id), onPath: path.has(id),
      criticality: expected?.criticality ?? null,
      start: begin + node.start_s, startP95: clock(expected?.start_s.p95),
      finish: begin + node.finish_s, finishP50: clock(expected?.finish_s.p50), finishP95: clock(expected?.finish_s.p95),
      slack_s: node.slack_s, driver: driverWords(node, names, say),
    };
  });
  return jobs.sort((a, b) =>
    (b.criticality ?? Number(b.onPath)) - (a.criticality ?? Number(a.onPath)) || a.slack_s - b.slack_s || a.start - b.start);
}

/** Times as clocks with their day, durations whole, so that nothing is lost on the way. */
export function jobsCsv(jobs: readonly JobFigures[], titles: readonly string[]): string {
  const clock = (time: number | null) => (time === null ? null : formatClock(time, true));
  return toCsv([
    titles,
    ...jobs.map((job) => [
      job.id, job.label, job.system, job.criticality, clock(job.start), clock(job.startP95), clock(job.finish), clock(job.finishP50),
      clock(job.finishP95), formatExactDuration(job.slack_s), job.driver,
    ]),
  ]);
}

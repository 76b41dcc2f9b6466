import { useEffect, useState } from 'react';
import { ask, listen, toAskError, type AskError } from '@/backend';
import type { DiffReport, ForecastReport, PlanReport, Push } from '@/generated/asks';
import { nextToken } from './token';
import type { Workflow } from './workflow';

/** A report on a version of a workflow; the former one stays, marked as old, until the next has come. */
export interface Report<T> {
  data: T | null;
  error: AskError | null;
  pending: boolean;
}

const NOTHING: Report<never> = { data: null, error: null, pending: false };

/** Asks anew, after a pause, whenever the core has answered for a newer version; `load` is told when it is overtaken. */
function useReport<T>(workflow: Workflow, pause: number, wanted: boolean, load: (overtaken: AbortSignal) => Promise<T>, also = ''): Report<T> {
  const version = workflow.use((state) => state.assessment.version);
  const sound = workflow.use((state) => state.assessment.strip !== null);
  const [report, setReport] = useState<Report<T>>(NOTHING);
  const key = `${workflow.document} ${version} ${also}`;
  useEffect(() => {
    if (!wanted || !sound) return undefined;
    const overtaken = new AbortController();
    const start = () => {
      setReport((old) => ({ ...old, pending: true }));
      load(overtaken.signal).then(
        (data) => { if (!overtaken.signal.aborted) setReport({ data, error: null, pending: false }); },
        (problem: unknown) => {
          if (!overtaken.signal.aborted) setReport((old) => ({ data: old.data, error: toAskError(problem, 'report'), pending: false }));
        },
      );
    };
    const timer = setTimeout(start, pause);
    return () => {
      clearTimeout(timer);
      overtaken.abort();
    };
    // `load` is a fresh function each time; what it depends on is in the key.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, wanted, sound, pause]);
  return sound ? report : { ...report, data: null };
}

/** The deterministic plan, for the timeline and for the windows of groups. */
export function usePlan(workflow: Workflow, wanted: boolean): Report<PlanReport> {
  return useReport(workflow, 120, wanted, () =>
    ask('document.plan', { document: workflow.document, business_date: null, start: null }));
}

/** Of a night with more nodes than this, few nights are told first: many take longer than anyone likes to wait. */
export const LARGE_NIGHT = 1000;
export const FEW_SAMPLES = 400;
const SAMPLES = 2000;

/** Monte Carlo of the present version, in short, begun when editing pauses and given up when it goes on. */
export function useForecast(workflow: Workflow): Report<ForecastReport> {
  return useReport(workflow, 150, true, async (overtaken) => {
    const token = nextToken();
    overtaken.addEventListener('abort', () => void ask('cancel', { token }).catch(() => undefined));
    const nodes = workflow.state.definition?.nodes.length ?? 0;
    return ask('document.forecast', {
      document: workflow.document, samples: nodes > LARGE_NIGHT ? FEW_SAMPLES : SAMPLES, seed: 1, business_date: null, brief: true, token,
    });
  });
}

export function useDiff(workflow: Workflow, against: 'published' | 'saved', wanted: boolean): Report<DiffReport> {
  return useReport(workflow, 300, wanted, () => ask('document.diff', { document: workflow.document, against }), against);
}

/** How far a long request is, from 0 to 1; null while nothing was heard of it. */
export function useProgress(token: number | null): number | null {
  const [progress, setProgress] = useState<{ token: number; share: number } | null>(null);
  useEffect(() => {
    if (token === null) return undefined;
    return listen<Push>('daybreak', (push) => {
      if (push.kind === 'progress' && push.token === token) setProgress({ token, share: push.total === 0 ? 0 : push.done / push.total });
    });
  }, [token]);
  return progress !== null && progress.token === token ? progress.share : null;
}

import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Workflow } from '@/document';
import { downloadBy } from '@/lib/download';
import { language, text } from '@/lib/i18n';
import { ADVICE } from './advisor/advice-fixture';
import { adviceCsv } from './advisor/advice';
import { ganttExports, useCsv } from './exports';
import { jobsOf } from './jobs/jobs';
import { Names } from './names';
import { FORECAST, PLAN, WHOLE } from './night-fixture';
import type { NightViewProps } from './night-view';
import { pictureOf } from './picture';

const NAMES = new Names(WHOLE);
const saved = vi.fn<(name: string, content: string, type: string) => void>();

beforeEach(() => {
  language.set('en');
  saved.mockClear();
  downloadBy(saved);
});

describe('what goes away as a file', () => {
  it('has a line each time that the use of a pool changes', () => {
    expect(useCsv(PLAN, NAMES, text).trim().split('\r\n')).toEqual([
      'id,Pool or lock,From second,Start,In use,Capacity,Wanted',
      'db,Database sessions,0,09:30:00,2,2,2',
      'db,Database sessions,600,09:40:00,2,2,0',
      'db,Database sessions,2000,10:03:20,0,2,0',
    ]);
  });

  it('has the times of the night that is looked at', () => {
    const post = PLAN.nodes['post'];
    if (post === undefined) throw new Error('the fixture has the job');
    const seen = { ...PLAN, nodes: { ...PLAN.nodes, post: { ...post, finish_s: 2300 } }, night: { number: 7, percentile: 0.95, samples: 200, seed: 1 } };
    const night: NightViewProps = {
      workflow: { state: { definition: { id: 'bank' } } } as Workflow, plan: PLAN, forecast: FORECAST, seen, isPlanned: false, whole: WHOLE, names: NAMES, picture: pictureOf(seen, null, WHOLE, text),
      jobs: jobsOf(PLAN, FORECAST, NAMES, text), asTable: false, selected: new Set(), onSelect: () => undefined,
    };
    const [, , jobs] = ganttExports(night, text);
    if (jobs !== undefined && 'onSelect' in jobs) jobs.onSelect();
    const [name, csv] = saved.mock.calls[0] ?? [];
    expect(name).toBe('bank-2026-11-23-jobs.csv');
    expect(csv).toMatch(/\r\npost,.*10:08:20/);
    expect(csv).not.toContain('10:03:20');
  });

  it('tells advice step by step', () => {
    const lines = adviceCsv(ADVICE, NAMES, text).trim().split('\r\n');
    expect(lines).toHaveLength(ADVICE.steps.length + 2);
    expect(lines[1]).toContain(String(ADVICE.before.window_s.p95));
  });
});

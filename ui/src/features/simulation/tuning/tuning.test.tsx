import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Workflow } from '@/document';
import type { BoundReport, TuneReport } from '@/generated/asks';
import { language, text } from '@/lib/i18n';
import { Names } from '../names';
import { WHOLE } from '../night-fixture';
import { acceptedTuning, boundCsv, gapWords, isOf, newPriorities, partsOf, tuningCsv } from './tuning';
import { TuneAnswer } from './TuneAnswer';

const BOUND: BoundReport = {
  bound_s: 2800, parts: { critical_path: 2000, energy: 2800, a_new_one: 100 }, window_s: 3000, gap: 0.0714, proven: false, because: 'energy of db',
};

const TUNED: TuneReport = {
  window_before_s: 3000, window_s: 2900, bound_s: 2800, gap: 0.036, proven: false, priorities: { fees: 5, post: 20 }, edges: [['fees', 'post']],
  p50_before_s: 3010, p50_s: 2900, p95_before_s: 3100, p95_s: 3100, offered: true, nights: 4000, outcome: 'better', withheld_s: null, edits: [{ set_node: { id: 'fees', kind: 'job' } }],
};

beforeEach(() => language.set('en'));

describe('a bound', () => {
  it('says how near the window is to the best possible', () => {
    expect(gapWords(3000, 2800, text)).toBe('The planned window of 50 min is within 7.1 % of the best possible: none can be shorter than 47 min.');
    expect(gapWords(2800, 2800, text)).toContain('is proven');
    expect(gapWords(null, 2800, text)).toContain('never reaches End');
    expect(gapWords(10, 0, text)).toContain('Nothing can be proven');
  });

  it('names its parts, the strongest first; one not known keeps its name', () => {
    expect(partsOf(BOUND, text)).toEqual([
      { name: 'Work against what the pools offer', seconds: 2800, isBest: true },
      { name: 'The longest chain of jobs', seconds: 2000, isBest: false },
      { name: 'a_new_one', seconds: 100, isBest: false },
    ]);
  });

  it('goes away as CSV', () => {
    expect(boundCsv(BOUND, text).split('\r\n').slice(1, 3)).toEqual(['Work against what the pools offer,2800', 'The longest chain of jobs,2000']);
  });

  it('is of the night that it was asked for only', () => {
    const night = { document: 1, content: 'a', date: '2026-11-23' };
    expect(isOf({ ...night }, night)).toBe(true);
    expect(isOf({ ...night, content: 'b' }, night)).toBe(false);
    expect(isOf(null, night)).toBe(false);
  });
});

describe('what tuning found', () => {
  const edit = vi.fn();
  const workflow = { edit, settled: () => Promise.resolve(), state: { assessment: { hash: 'tuned', version: 2 } } } as unknown as Workflow;
  const show = (report: TuneReport, isOld = false) =>
    render(<TuneAnswer workflow={workflow} report={report} bound_s={2900} isOld={isOld} whole={WHOLE} names={new Names(WHOLE)} />);

  beforeEach(() => edit.mockClear());

  it('is accepted as one edit of the document', async () => {
    show(TUNED);
    expect(screen.getByText(/becomes 2 min shorter|becomes 1 min 40 s shorter/)).toBeTruthy();
    expect(screen.getByText(/is proven: none can be shorter/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Accept' }));
    expect(edit).toHaveBeenCalledExactlyOnceWith(TUNED.edits);
    expect(screen.getByRole('status').textContent).toContain('one undo in Design');
    await waitFor(() => expect(acceptedTuning.get()).toEqual({ answer: TUNED, content: 'tuned' }));
  });

  it('cannot be accepted once the document has changed', () => {
    show(TUNED, true);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Accept' }).disabled).toBe(true);
  });

  it('says why nothing is offered', () => {
    show({ ...TUNED, offered: false, outcome: 'only_as_planned', withheld_s: 930, priorities: {}, edges: [] });
    expect(screen.getByText('Nothing is offered.')).toBeTruthy();
    expect(screen.getByText(/^What was found is 16 min shorter as planned, but ends later/)).toBeTruthy();
    expect(screen.getByText(/4000 nights|4,000 nights/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Accept' })).toBeNull();
  });

  it('lists priorities from the highest, and goes away as CSV', () => {
    expect(newPriorities(TUNED, WHOLE)).toEqual([{ node: 'post', before: null, after: 20 }, { node: 'fees', before: null, after: 5 }]);
    expect(tuningCsv(TUNED, WHOLE)).toBe('kind,node,before,after\r\nwindow,planned,3000,2900\r\nwindow,P50,3010,2900\r\nwindow,P95,3100,3100\r\npriority,post,,20\r\npriority,fees,,5\r\nedge,post,,fees\r\n');
  });
});

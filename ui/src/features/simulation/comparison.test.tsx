import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ScenarioComparison, ScenarioOutcome } from '@/generated/asks';
import { language, text, textIn } from '@/lib/i18n';
import { comparisonCsv, IN_HAND, outcomesOf, scenarioName, sharedAxis } from './comparison';
import { comparisonDrawing } from './comparison-drawing';
import { Names } from './names';
import { FORECAST, WHOLE } from './night-fixture';
import { ScenarioTable } from './ScenarioTable';

const NAMES = new Names(WHOLE);

const night = (more_s: number): ScenarioOutcome['night'] => ({
  plan_window_s: 3000 + more_s, critical_path: ['begin', 'fees', 'end'], unfinished: 0,
  window_s: { ...FORECAST.window_s, p50: 3000 + more_s, p95: 3100 + more_s },
  deadlines: FORECAST.deadlines, histogram: { ...FORECAST.histogram, from_s: 2900 + more_s },
});

const COMPARISON: ScenarioComparison = {
  samples: 200, seed: 1,
  base: { name: 'bank', hash: null, problems: [], night: night(0), against_base: null },
  scenarios: [
    {
      name: 'More sessions', hash: null, problems: [], night: night(-600),
      against_base: {
        plan_window_s: -600, p50_s: -600, p95_s: -540, mean_s: -590, mean_error_s: 4, deadlines: [0.1, 0], joined_critical_path: ['post'], left_critical_path: [],
        moved: [{ node: 'ledger', start_s: -600, finish_s: -600, before: { kind: 'pool', by: 'post', resource: 'db' }, after: { kind: 'edge', by: 'post', resource: null } }],
        anomaly: null,
      },
    },
    {
      name: 'Broken', hash: null, night: null, against_base: null,
      problems: [{ code: 'V001', severity: 'error', path: '/edits/0', message: 'There is no node “x”.', related: [] }],
    },
  ],
};

beforeEach(() => language.set('en'));

it('calls a scenario without a name by the language of now', () => {
  expect(scenarioName(IN_HAND, (key) => textIn('zh', key))).toBe(textIn('zh', 'scenario.inHand'));
  expect(scenarioName('More sessions', text)).toBe('More sessions');
});

describe('scenarios side by side', () => {
  it('share one axis, from the first window of any to the last', () => {
    expect(sharedAxis(outcomesOf(COMPARISON))).toEqual({ from_s: 2300, to_s: 3200 });
    expect(sharedAxis([])).toBeNull();
  });

  it('show differences with their sign, and why a scenario makes no night', () => {
    render(<ScenarioTable comparison={COMPARISON} names={NAMES} />);
    expect(screen.getAllByRole('img')).toHaveLength(2);
    expect(screen.getByText('−9 min 50 s')).toBeTruthy();
    expect(screen.getByText(/There is no node “x”/)).toBeTruthy();
  });

  it('tell the same promises in the same order in every line: those that are in doubt in any', () => {
    const promise = (node: string, probability: number) => ({ node, at: '10:15+0', probability, error: 0.01 });
    const promised = (outcome: ScenarioOutcome, ...deadlines: ReturnType<typeof promise>[]) => ({ ...outcome, night: outcome.night && { ...outcome.night, deadlines } });
    const [first] = COMPARISON.scenarios;
    const base = promised(COMPARISON.base, promise('ledger', 0.9), promise('post', 1), promise('end', 1));
    const scenarios = first === undefined ? [] : [promised(first, promise('ledger', 1), promise('post', 0.8), promise('end', 1))];
    render(<ScenarioTable comparison={{ ...COMPARISON, base, scenarios }} names={NAMES} />);
    const lines = screen.getAllByRole('list').map((list) => within(list).getAllByRole('listitem').map((item) => item.textContent.trim()));
    expect(lines[0]).toEqual(['Post segments 100.0 %', 'Close the ledger 90.0 %', 'One other is kept every night']);
    expect(lines[1]).toEqual(['Post segments 80.0 %', 'Close the ledger 100.0 % +10.0 pp', 'One other is kept every night']);
  });

  it('unfold into what moved and why', async () => {
    render(<ScenarioTable comparison={COMPARISON} names={NAMES} />);
    await userEvent.click(screen.getByRole('button', { name: 'More sessions' }));
    expect(screen.getByText('Joined the critical path: Post segments')).toBeTruthy();
    expect(screen.getByText(/Database sessions.*now the job before/)).toBeTruthy();
  });

  it('go away as a picture: a histogram a scenario, with P50 and P95 on one axis', () => {
    const { shapes, width } = comparisonDrawing(COMPARISON, text, 900);
    expect(shapes.filter(({ look }) => look === 'percentile')).toHaveLength(4);
    expect(shapes.filter(({ look }) => look === 'bar')).toHaveLength(3);
    expect(shapes.some((shape) => shape.kind === 'text' && shape.look === 'textBad')).toBe(true);
    for (const shape of shapes) if (shape.kind === 'box') expect(shape.x + shape.width).toBeLessThanOrEqual(width);
  });

  it('go away as CSV, one line a scenario', () => {
    const lines = comparisonCsv(COMPARISON, NAMES, text).trim().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[2]).toContain('More sessions,2400,2400,');
    expect(lines[3]).toContain('There is no node');
  });
});

import { render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { language, text } from '@/lib/i18n';
import { Names } from '../names';
import { FORECAST, PLAN, WHOLE } from '../night-fixture';
import { jobsCsv, jobsOf, originWords, swingOf, tornadoOf } from './jobs';
import { ResourceTable } from './ResourceTable';
import { tornadoDrawing } from './tornado-drawing';

const NAMES = new Names(WHOLE);
const JOBS = jobsOf(PLAN, FORECAST, NAMES, text);

beforeEach(() => language.set('en'));

describe('the tornado', () => {
  it('shows the widest swing first, and only what moves', () => {
    expect(tornadoOf(JOBS, 10).map(({ id }) => id)).toEqual(['post', 'ledger', 'fees']);
    expect(tornadoOf(JOBS, 1)).toHaveLength(1);
    expect(tornadoOf(jobsOf(PLAN, null, NAMES, text), 10)).toEqual([]);
    expect(JOBS.map(swingOf)).toEqual([240, 480, 120]);
  });

  it('draws what is shorter to the left of the mean and what is longer to its right', () => {
    const { shapes } = tornadoDrawing({ jobs: tornadoOf(JOBS, 10), selected: new Set(['post']), tip: () => 'tip' }, 700);
    const boxes = shapes.filter((shape) => shape.kind === 'box' && shape.tip !== undefined);
    expect(boxes.map(({ look }) => look)).toEqual(['barGood', 'barBad', 'barGood', 'barBad', 'barGood', 'barBad']);
    const [good, bad] = boxes;
    if (good?.kind !== 'box' || bad?.kind !== 'box') throw new Error('boxes were expected');
    expect(good.x + good.width).toBeCloseTo(bad.x);
    expect(good.width).toBeCloseTo(bad.width);
  });
});

describe('the origin of a duration', () => {
  it('is said in words', () => {
    expect(originWords({ kind: 'history', from: null, n: 143 }, NAMES, text)).toBe('history, n = 143');
    expect(originWords({ kind: 'inherited', from: 'box', n: null }, NAMES, text)).toBe('inherited from Posting');
    expect(originWords({ kind: 'inherited', from: 'core', n: null }, NAMES, text)).toBe('inherited from Core banking');
    expect(originWords({ kind: 'inherited', from: null, n: null }, NAMES, text)).toBe('inherited from the workflow');
    expect(originWords(null, NAMES, text)).toBe('');
  });

  it('goes into the CSV with the ends of the tornado', () => {
    const line = jobsCsv(JOBS, ['id'], (job) => originWords(job.origin, NAMES, text)).split('\r\n')[2];
    expect(line).toContain(',0.45,stated,1160,1640,-240,240');
  });
});

it('says which resources held the window up', () => {
  render(<ResourceTable resources={FORECAST.resources} names={NAMES} />);
  expect(screen.getByRole('row', { name: /Database sessions 80.0 % 9 min 12 min/ })).toBeTruthy();
});

import { render, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Accuracy, BacktestNight, BacktestReport } from '@/generated/asks';
import { language } from '@/lib/i18n';
import { Names } from '../names';
import { WHOLE } from '../night-fixture';
import { AccuracyTable } from './AccuracyTable';
import { signedShare } from './Backtest';
import { backtestDrawing } from './backtest-drawing';
import { coverageOf, isInside, nightsCsv, nodeAccuracies, nodesCsv, verdictOf } from './calibration';

const night = (run: string, actual_s: number, kept = false): BacktestNight =>
  ({ run, business_date: null, actual_s, p10_s: 90, p50_s: 100, p80_s: 108, p90_s: 112, p95_s: 120, naive_s: 99, kept });

const accuracy = (n: number, within_p80: number | null, error: number): Accuracy =>
  ({ n, within_p50: within_p80 === null ? null : 0.5, within_p80, within_p95: within_p80 === null ? null : 0.95, p10_to_p90: within_p80, bias: 0.01, median_absolute_error: error });

const REPORT: BacktestReport = {
  nights: [night('a', 101), night('b', 130), night('c', 80, true)], not_predicted: 5,
  forecast: accuracy(100, 0.6, 0.03), naive: accuracy(100, null, 0.05), nodes: { fees: accuracy(100, 0.8, 0.1), post: accuracy(90, 0.7, 0.2) },
};

beforeEach(() => language.set('en'));

describe('what was promised', () => {
  it('holds as far as so many nights can tell', () => {
    expect(verdictOf(0.75, 0.8, 100)).toBe('held');
    expect(verdictOf(0.6, 0.8, 100)).toBe('tooFew');
    expect(verdictOf(0.6, 0.8, 12)).toBe('held');
    expect(verdictOf(1, 0.8, 100)).toBe('tooMany');
    expect(verdictOf(1, 0.8, 9)).toBe('open');
    expect(verdictOf(null, 0.8, 100)).toBe('open');
  });

  it('stands beside what came, the naive forecast having no percentiles', () => {
    const [p50, p80, p95, between] = coverageOf(REPORT);
    expect([p50?.verdict, p80?.verdict, p95?.verdict, between?.verdict]).toEqual(['held', 'tooFew', 'held', 'tooFew']);
    expect(p80).toMatchObject({ promised: 0.8, forecast: 0.6, naive: null });
    render(<AccuracyTable report={REPORT} />);
    expect(within(screen.getByRole('row', { name: /^Within P80/ })).getByText('too few')).toBeTruthy();
    expect(screen.getByText('The forecast is nearer than the naive one.')).toBeTruthy();
  });

  it('says so when the naive forecast is no worse', () => {
    render(<AccuracyTable report={{ ...REPORT, forecast: accuracy(100, 0.8, 0.05) }} />);
    expect(screen.getByText(/no nearer than the naive one/)).toBeTruthy();
  });

  it('has no sign where it rounds to nothing', () => {
    expect([signedShare(0.0004), signedShare(-0.0001), signedShare(-0.012)]).toEqual(['±0.0 %', '±0.0 %', '−1.2 %']);
  });
});

describe('the picture of nights', () => {
  it('tells nights inside from those outside, and kept forecasts from those worked out afterwards', () => {
    expect(REPORT.nights.map(isInside)).toEqual([true, false, false]);
    const { shapes } = backtestDrawing({ nights: REPORT.nights, tip: ({ run }) => run }, { width: 600, height: 300 });
    expect(shapes.filter(({ kind }) => kind === 'dot').map(({ look }) => look)).toEqual(['dot', 'dotMissed', 'dotMissed']);
    expect(shapes.filter(({ look }) => look === 'whisker' || look === 'whiskerKept').map(({ look }) => look)).toEqual(['whisker', 'whisker', 'whiskerKept']);
  });

  it('grows beyond its room when there are many nights, and is empty without any', () => {
    const many = Array.from({ length: 500 }, (_, index) => night(`n${index}`, 100));
    expect(backtestDrawing({ nights: many, tip: () => '' }, { width: 600, height: 300 }).width).toBeGreaterThan(4000);
    expect(backtestDrawing({ nights: [], tip: () => '' }, { width: 600, height: 300 }).shapes.some(({ kind }) => kind === 'dot')).toBe(false);
  });
});

describe('the tables', () => {
  it('have the least well predicted job first', () => {
    expect(nodeAccuracies(REPORT, new Names(WHOLE)).map(({ label }) => label)).toEqual(['Post segments', 'Account fees']);
  });

  it('go away as CSV', () => {
    expect(nightsCsv(REPORT).split('\r\n')[3]).toBe('c,,80,90,100,108,112,120,99,true');
    expect(nodesCsv(REPORT, new Names(WHOLE)).split('\r\n')[1]).toBe('post,Post segments,90,0.5,0.7,0.95,0.7,0.01,0.2');
  });
});

import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Shape } from '@/kit/chart';
import { language, text } from '@/lib/i18n';
import { riskOf } from '@/lib/risk';
import { Names } from '../names';
import { FORECAST, PLAN, WHOLE } from '../night-fixture';
import { binsOf, doneBy } from './bins';
import { histogramDrawing, type HistogramMark } from './histogram-drawing';
import { Histogram } from './Histogram';
import { chanceWords, marksOf } from './marks';
import { OutcomeTables } from './OutcomeTables';

const NAMES = new Names(WHOLE);

beforeEach(() => language.set('en'));

describe('the curve of nights that are done', () => {
  const bins = binsOf(FORECAST.histogram);

  it('is read between the borders of bars', () => {
    expect(doneBy(bins, 2800)).toBe(0);
    expect(doneBy(bins, 2950)).toBeCloseTo(0.125);
    expect(doneBy(bins, 3000)).toBeCloseTo(0.25);
    expect(doneBy(bins, 3050)).toBeCloseTo(0.5);
    expect(doneBy(bins, 9999)).toBe(1);
    expect(doneBy([], 10)).toBe(0);
  });

  it('never reaches everything when nights did not end', () => {
    expect(doneBy(binsOf(FORECAST.histogram, 400), 9999)).toBe(0.5);
  });

  it('is a step where all nights take as long', () => {
    const same = binsOf({ from_s: 720, width_s: 1, counts: [400] });
    expect([719.9, 720, 720.5].map((seconds) => doneBy(same, seconds))).toEqual([0, 1, 1]);
  });

  it('never falls', () => {
    const shares = Array.from({ length: 50 }, (_, index) => doneBy(bins, 2800 + index * 10));
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares);
  });
});

describe('the histogram', () => {
  const marks = marksOf(PLAN, FORECAST, NAMES, text);

  it('marks percentiles, the plan and the promised end with its chance, other deadlines not', () => {
    expect(marks.map(({ label }) => label)).toEqual(['P50 50 min', 'P80 51 min', 'P95 52 min', '⚑ by 11:00: 100.0 %', 'Plan 50 min']);
    expect(marks.at(-2)).toMatchObject({ at_s: 5400, line: 'deadlineGood' });
  });

  it('marks nothing that never comes', () => {
    const unfinished = { ...FORECAST, window_s: { ...FORECAST.window_s, p95: null } };
    expect(marksOf({ ...PLAN, window_s: null }, unfinished, NAMES, text).map(({ label }) => label)).toEqual(['P50 50 min', 'P80 51 min', '⚑ by 11:00: 100.0 %']);
  });

  it('says which percentiles are uncertain, and hatches from P90 on', () => {
    const doubtful = { ...FORECAST, uncertain: true, weakest_history: 12 };
    expect(marksOf(PLAN, doubtful, NAMES, text).map(({ label }) => label)).toContain('P95 52 min ?');
    const bins = binsOf(FORECAST.histogram);
    const picture = { bins, marks, begin: 0, uncertainFrom: FORECAST.window_s.p90, at_s: null };
    const hatched = histogramDrawing(picture, { width: 800, height: 400 }).shapes.filter(({ look }) => look === 'hatch');
    expect(hatched.length).toBeGreaterThan(3);
    expect(histogramDrawing({ ...picture, uncertainFrom: null }, { width: 800, height: 400 }).shapes.some(({ look }) => look === 'hatch')).toBe(false);
  });

  it('keeps every shape in the picture, even with no bars at all', () => {
    for (const bins of [binsOf(FORECAST.histogram), []]) {
      const { width, height, shapes } = histogramDrawing({ bins, marks: [], begin: 0, uncertainFrom: null, at_s: null }, { width: 600, height: 300 });
      for (const shape of shapes) {
        if (shape.kind !== 'box') continue;
        expect(shape.x).toBeGreaterThanOrEqual(0);
        expect(shape.x + shape.width).toBeLessThanOrEqual(width);
        expect(shape.y + shape.height).toBeLessThanOrEqual(height);
      }
    }
  });

  it('names a far promise at the border, so that the bars keep their width', () => {
    const bins = binsOf(FORECAST.histogram);
    const far = { at_s: 20 * 3600, label: '⚑ by 05:30', line: 'deadlineGood', words: 'textGood' } as const;
    const drawn = (more: HistogramMark[]) => histogramDrawing({ bins, marks: more, begin: 0, uncertainFrom: null, at_s: null }, { width: 800, height: 400 }).shapes;
    const widths = (shapes: readonly Shape[]) => shapes.flatMap((shape) => (shape.kind === 'box' ? [shape.width] : []));
    expect(widths(drawn([far]))).toEqual(widths(drawn([])));
    expect(drawn([far]).flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []))).toContain('⚑ by 05:30 →');
  });

  it('leaves a night that never differs a narrow bar', () => {
    const bins = binsOf({ from_s: 3600, width_s: 1, counts: [200] });
    const [bar] = histogramDrawing({ bins, marks: [], begin: 0, uncertainFrom: null, at_s: null }, { width: 800, height: 400 }).shapes.filter(({ kind }) => kind === 'box');
    expect(bar?.kind === 'box' && bar.width).toBeLessThan(20);
  });

  it('gives nights of seconds the room they need, and says nothing twice', () => {
    const drawn = (from_s: number, width_s: number, counts: number[]) =>
      histogramDrawing({ bins: binsOf({ from_s, width_s, counts }), marks: [], begin: 0, uncertainFrom: null, at_s: null }, { width: 800, height: 400 }).shapes;
    const bars = drawn(4.5, 0.7, [10, 80, 60, 30, 15, 5]).filter(({ kind }) => kind === 'box');
    expect(bars.reduce((sum, bar) => sum + (bar.kind === 'box' ? bar.width : 0), 0)).toBeGreaterThan(600);
    const words = drawn(720, 1, [200]).flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));
    expect(words.filter((word) => word === '12 min')).toHaveLength(1);
  });

  it('is read by the keyboard', async () => {
    Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 800 });
    render(<Histogram bins={binsOf(FORECAST.histogram)} marks={marks} begin={9.5 * 3600} uncertainFrom={null} />);
    screen.getByRole('img').focus();
    await userEvent.keyboard('{End}');
    expect(screen.getByRole('status').textContent).toContain('Finished by 10:23 with 100.0 %');
    await userEvent.keyboard('{Home}');
    expect(screen.getByRole('status').textContent).toContain('with 0.0 %');
  });
});

describe('the figures beside it', () => {
  it('tell deadlines with their sampling error, the one most in danger first', () => {
    render(<OutcomeTables plan={PLAN} forecast={FORECAST} names={NAMES} />);
    const rows = screen.getAllByRole('row').map((row) => row.textContent);
    const ledger = rows.findIndex((row) => row.includes('Close the ledger'));
    expect(rows[ledger]).toContain('10:15');
    expect(rows[ledger]).toContain('20.0 % ±3.0 pp');
    expect(rows.findIndex((row) => row.startsWith('end'))).toBeGreaterThan(ledger);
  });

  it('say what is not known of the P95 night, and why far percentiles are uncertain', () => {
    render(<OutcomeTables plan={PLAN} forecast={{ ...FORECAST, uncertain: true, weakest_history: 12 }} names={NAMES} />);
    expect(screen.getByText('This night does not reach End.')).toBeTruthy();
    expect(screen.getByRole('note').textContent).toContain('only 12 recorded nights');
    expect(screen.getAllByText('uncertain')).toHaveLength(3);
  });

  it('name risks by their probability', () => {
    expect([0.1, 0.79, 0.8, 0.94, 0.95, 1].map(riskOf)).toEqual(['bad', 'bad', 'caution', 'caution', 'good', 'good']);
    expect(chanceWords({ probability: 0.9995, error: 0.0005 }, 2000)).toBe('> 99.9 % ±0.05 pp');
  });
});

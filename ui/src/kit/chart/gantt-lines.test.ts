import { describe, expect, it } from 'vitest';
import { extentOf, type GanttBar, type GanttRow } from './gantt-data';
import { hitAt, LINE_HEIGHT, linesOf, linkPoints } from './gantt-lines';
import { timeScale } from './time-scale';

const bar = (start: number, end: number, more: Partial<GanttBar> = {}): GanttBar =>
  ({ start, end, look: 'solid', colour: 'accent', label: `${start} to ${end}`, ...more });
const row = (id: string, group: string | null, bars: GanttBar[]): GanttRow => ({ id, label: id, group, bars });

const ROWS = [
  row('fees', 'core', [bar(0, 100)]),
  row('ledger', 'gl', [bar(100, 300)]),
  row('post', 'core', [bar(120, 180), bar(100, 200, { look: 'pale' })]),
  row('end', null, [bar(300, 300)]),
];
const GROUPS = [{ id: 'gl', label: 'Ledger' }, { id: 'core', label: 'Core' }, { id: 'empty', label: 'Empty' }];
const SCALE = timeScale({ from: 0, to: 400 }, 200, 400);
const middle = (line: number) => (line + 0.5) * LINE_HEIGHT;
const none = new Set<string>();

describe('the lines of a Gantt chart', () => {
  it('stand in the order of the groups, without empty groups, with loose rows last', () => {
    const { lines, height } = linesOf(ROWS, GROUPS, none);
    const names = lines.map((line) => (line.kind === 'group' ? `[${line.group.id}]` : line.row.id));
    expect(names).toEqual(['[gl]', 'ledger', '[core]', 'fees', 'post', 'end']);
    expect(height).toBe(6 * LINE_HEIGHT);
  });

  it('lead to the heading for rows of a folded group', () => {
    const lines = linesOf(ROWS, GROUPS, new Set(['core']));
    expect(lines.lines).toHaveLength(4);
    expect(lines.lineOf.get('fees')).toBe(2);
    expect(lines.lineOf.get('end')).toBe(3);
  });
});

describe('a point of the chart', () => {
  const lines = linesOf(ROWS, GROUPS, none);

  it('hits the bar under it, and the row beside its bars and on its label', () => {
    expect(hitAt(lines, SCALE, 350, middle(1))).toMatchObject({ row: { id: 'ledger' }, bar: { start: 100 } });
    expect(hitAt(lines, SCALE, 250, middle(1))).toMatchObject({ row: { id: 'ledger' }, bar: null });
    expect(hitAt(lines, SCALE, 50, middle(1))).toMatchObject({ row: { id: 'ledger' }, bar: null });
  });

  it('hits what is, before what was planned behind it', () => {
    expect(hitAt(lines, SCALE, 350, middle(4))).toMatchObject({ bar: { look: 'solid' } });
    expect(hitAt(lines, SCALE, 310, middle(4))).toMatchObject({ bar: { look: 'pale' } });
  });

  it('hits a bar too narrow to see with some slop', () => {
    expect(hitAt(lines, SCALE, 498, middle(5))).toMatchObject({ bar: { start: 300 } });
  });

  it('hits headings, and nothing above or below', () => {
    expect(hitAt(lines, SCALE, 5, middle(0))).toEqual({ kind: 'group', group: 'gl' });
    expect(hitAt(lines, SCALE, 5, -1)).toBeNull();
    expect(hitAt(lines, SCALE, 5, middle(6))).toBeNull();
  });
});

it('links the end of a bar with the start of the next, never backwards', () => {
  const lines = linesOf(ROWS, GROUPS, none);
  const rows = new Map(ROWS.map((each) => [each.id, each]));
  expect(linkPoints(lines, rows, SCALE, 'fees', 'ledger')).toEqual([[300, middle(3)], [300, middle(3)], [300, middle(1)]]);
  expect(linkPoints(lines, rows, SCALE, 'ledger', 'fees')?.[1]).toEqual([500, middle(1)]);
  expect(linkPoints(lines, rows, SCALE, 'fees', 'gone')).toBeUndefined();
  const folded = linesOf(ROWS, GROUPS, new Set(['core']));
  expect(linkPoints(folded, rows, SCALE, 'fees', 'post')).toBeUndefined();
});

it('spans everything that happens, whiskers and marks included', () => {
  expect(extentOf([row('a', null, [bar(10, 20, { whiskerTo: 50 })])], [{ at: -5, label: '', colour: 'bad' }])).toEqual({ first: -5, last: 50 });
  expect(extentOf([row('a', null, [bar(10, 20)])], [{ at: 400, label: '', colour: 'bad' }])).toEqual({ first: 10, last: 20 });
  expect(extentOf([])).toBeNull();
});

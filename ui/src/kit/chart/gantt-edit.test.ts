import { describe, expect, it } from 'vitest';
import type { GanttBar, GanttRow } from './gantt-data';
import { editedBar, gripAt, snapStep, type GanttEdit } from './gantt-edit';
import { LINE_HEIGHT, linesOf } from './gantt-lines';
import { timeScale } from './time-scale';

const bar: GanttBar = { start: 600, end: 1800, look: 'solid', colour: 'accent', label: '' };
const row: GanttRow = { id: 'fees', label: 'Fees', group: null, bars: [{ ...bar, start: 0, look: 'pale' }, bar] };
const LINES = linesOf([row], [], new Set());
// One pixel is ten seconds, from x = 200.
const SCALE = timeScale({ from: 0, to: 6000 }, 200, 600);
const anything: GanttEdit = { canDrag: () => true, describe: () => '', onEdit: () => undefined };
const at = (x: number, edit = anything) => gripAt(LINES, SCALE, x, LINE_HEIGHT / 2, edit)?.grip ?? null;

describe('what a drag takes hold of', () => {
  it('is the end near the end, else the bar, and never what was planned behind it', () => {
    expect(at(300)).toBe('start');
    expect(at(378)).toBe('end');
    expect(at(382)).toBe('end');
    expect(at(390)).toBeNull();
    expect(at(220)).toBeNull();
    expect(at(100)).toBeNull();
  });

  it('is only what can be dragged', () => {
    expect(at(378, { ...anything, canDrag: (_row, _bar, grip) => grip === 'start' })).toBe('start');
    expect(at(300, { ...anything, canDrag: () => false })).toBeNull();
  });
});

describe('a dragged bar', () => {
  it('moves whole on whole minutes, or is stretched', () => {
    expect(editedBar({ row, bar, grip: 'start' }, 95, 60)).toMatchObject({ start: 720, end: 1920 });
    expect(editedBar({ row, bar, grip: 'end' }, 95, 60)).toMatchObject({ start: 600, end: 1920 });
    expect(editedBar({ row, bar, grip: 'end' }, -9000, 60)).toMatchObject({ start: 600, end: 601 });
  });

  it('moves in steps of five minutes where a pixel is more than a minute', () => {
    expect(snapStep(SCALE)).toBe(60);
    expect(snapStep(timeScale({ from: 0, to: 86_400 }, 0, 600))).toBe(300);
  });
});

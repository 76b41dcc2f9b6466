import { describe, expect, it } from 'vitest';
import { toCsv } from './download';
import { bestMatches, matchScore } from './match';
import { placeBeside } from './placement';
import { scrollToRow, sortedIndices, visibleRows } from './virtual';

describe('a long list', () => {
  it('draws the rows in view with a few to spare', () => {
    expect(visibleRows(0, 280, 28, 10_000, 2)).toEqual({ first: 0, end: 13 });
    expect(visibleRows(2800, 280, 28, 10_000, 2)).toEqual({ first: 98, end: 113 });
    expect(visibleRows(999_999, 280, 28, 50, 2)).toEqual({ first: 47, end: 50 });
    expect(visibleRows(0, 280, 28, 0)).toEqual({ first: 0, end: 0 });
  });

  it('scrolls no more than it must', () => {
    expect(scrollToRow(5, 0, 280, 28)).toBe(0);
    expect(scrollToRow(10, 0, 280, 28)).toBe(28);
    expect(scrollToRow(1, 100, 280, 28)).toBe(28);
  });

  it('sorts stably, numbers in names by value, the missing last either way', () => {
    const rows = ['job10', null, 'job9', 'job10'];
    expect(sortedIndices(rows, (row) => row, false)).toEqual([2, 0, 3, 1]);
    expect(sortedIndices(rows, (row) => row, true)).toEqual([0, 3, 2, 1]);
  });
});

describe('matching', () => {
  it('wants every word, in any order, and prefers whole words', () => {
    expect(matchScore('post gl', 'gl interest posting')).toBeGreaterThan(0);
    expect(matchScore('xyz', 'gl interest posting')).toBe(0);
    expect(bestMatches('sim', ['Possible item', 'Go to Simulate'], (item) => item, 5)[0]).toBe('Go to Simulate');
  });

  it('finds Chinese text', () => {
    expect(matchScore('变更', '前往变更')).toBeGreaterThan(0);
  });
});

it('places a box above its anchor when there is no room below', () => {
  const view = { width: 800, height: 600 };
  const size = { width: 200, height: 100 };
  expect(placeBeside({ left: 10, top: 10, width: 50, height: 20 }, size, view).top).toBe(34);
  expect(placeBeside({ left: 780, top: 570, width: 20, height: 20 }, size, view)).toEqual({ left: 596, top: 466 });
});

it('quotes what CSV needs quoted', () => {
  expect(toCsv([['a', 1, null], ['x,y', 'say "hi"', 'two\nlines']])).toBe('a,1,\r\n"x,y","say ""hi""","two\nlines"\r\n');
});

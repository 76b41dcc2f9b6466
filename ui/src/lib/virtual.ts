/** The arithmetic of a long list of equal rows, of which only those in view exist. */
export interface RowRange {
  /** First row to draw. */
  first: number;
  /** One past the last row to draw. */
  end: number;
}

/** The rows to draw for a scroll position, with a few more on either side against blank edges. */
export function visibleRows(
  scrollTop: number, viewHeight: number, rowHeight: number, count: number, spare = 6,
): RowRange {
  if (count === 0 || rowHeight <= 0) return { first: 0, end: 0 };
  const top = Math.floor(Math.max(0, scrollTop) / rowHeight);
  const shown = Math.ceil(Math.max(0, viewHeight) / rowHeight) + 1;
  const first = Math.max(0, Math.min(top, count - 1) - spare);
  return { first, end: Math.min(count, top + shown + spare) };
}

/** The scroll position that brings a row fully into view, moving as little as possible. */
export function scrollToRow(
  row: number, scrollTop: number, viewHeight: number, rowHeight: number,
): number {
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  const overshoot = top + rowHeight - (scrollTop + viewHeight);
  return overshoot > 0 ? scrollTop + overshoot : scrollTop;
}

export type SortValue = string | number | boolean | null | undefined;

/** Sorted indices, stable; what has no value comes last in either direction. */
export function sortedIndices<T>(
  rows: readonly T[], valueOf: (row: T) => SortValue, descending: boolean,
): number[] {
  const keyed = rows.map((row, index) => ({ value: valueOf(row), index }));
  keyed.sort((a, b) => compareValues(a.value, b.value, descending) || a.index - b.index);
  return keyed.map(({ index }) => index);
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

function compareValues(a: SortValue, b: SortValue, descending: boolean): number {
  const aMissing = a === null || a === undefined || a === '';
  const bMissing = b === null || b === undefined || b === '';
  if (aMissing || bMissing) return Number(aMissing) - Number(bMissing);
  const order = typeof a === 'string' && typeof b === 'string' ? collator.compare(a, b) : Number(a) - Number(b);
  return descending ? -order : order;
}

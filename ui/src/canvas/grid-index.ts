import type { Box } from './scene';

const CELL = 512;
/** A thing that would lie in more cells than this is kept in a list that every query looks through. */
const MANY = 4096;

/**
 * Finds the boxes near a place: a uniform grid over the world, its cells in one flat array (the layout of a
 * compressed sparse row matrix). Several boxes may belong to one item, as the pieces of an edge do.
 */
export class GridIndex {
  readonly #columns: number;
  readonly #rows: number;
  readonly #left: number;
  readonly #top: number;
  readonly #starts: Int32Array;
  readonly #items: Int32Array;
  readonly #everywhere: number[] = [];
  readonly #seen: Int32Array;
  #round = 0;

  /** `boxes` holds x, y, width, height for each entry; `owners` says which item each entry belongs to. */
  constructor(boxes: Float64Array, owners: Int32Array, items: number, bounds: Box) {
    this.#left = bounds.x;
    this.#top = bounds.y;
    this.#columns = Math.max(1, Math.min(2048, Math.ceil(bounds.width / CELL)));
    this.#rows = Math.max(1, Math.min(2048, Math.ceil(bounds.height / CELL)));
    this.#seen = new Int32Array(items);
    const counts = new Int32Array(this.#columns * this.#rows + 1);
    this.#fill(boxes, owners, (cell) => {
      counts[cell + 1] = (counts[cell + 1] ?? 0) + 1;
    });
    this.#everywhere.length = 0;
    for (let cell = 1; cell < counts.length; cell += 1) counts[cell] = (counts[cell] ?? 0) + (counts[cell - 1] ?? 0);
    this.#starts = counts;
    const next = counts.slice();
    this.#items = new Int32Array(counts[counts.length - 1] ?? 0);
    this.#fill(boxes, owners, (cell, owner) => {
      const at = next[cell] ?? 0;
      this.#items[at] = owner;
      next[cell] = at + 1;
    });
  }

  /** Calls back once for each item whose cells touch the area; the caller checks the item itself. */
  query(area: Box, visit: (item: number) => void): void {
    this.#round += 1;
    const round = this.#round;
    const once = (item: number) => {
      if (this.#seen[item] === round) return;
      this.#seen[item] = round;
      visit(item);
    };
    const right = this.#column(area.x + area.width);
    const bottom = this.#row(area.y + area.height);
    for (let row = this.#row(area.y); row <= bottom; row += 1) {
      for (let column = this.#column(area.x); column <= right; column += 1) {
        const cell = row * this.#columns + column;
        const end = this.#starts[cell + 1] ?? 0;
        for (let at = this.#starts[cell] ?? 0; at < end; at += 1) once(this.#items[at] ?? 0);
      }
    }
    this.#everywhere.forEach(once);
  }

  #fill(boxes: Float64Array, owners: Int32Array, put: (cell: number, owner: number) => void): void {
    for (let entry = 0; entry < owners.length; entry += 1) {
      const x = boxes[entry * 4] ?? 0;
      const y = boxes[entry * 4 + 1] ?? 0;
      const left = this.#column(x);
      const right = this.#column(x + (boxes[entry * 4 + 2] ?? 0));
      const top = this.#row(y);
      const bottom = this.#row(y + (boxes[entry * 4 + 3] ?? 0));
      const owner = owners[entry] ?? 0;
      if ((right - left + 1) * (bottom - top + 1) > MANY) {
        this.#everywhere.push(owner);
        continue;
      }
      for (let row = top; row <= bottom; row += 1) {
        for (let column = left; column <= right; column += 1) put(row * this.#columns + column, owner);
      }
    }
  }

  #column(x: number): number {
    return Math.max(0, Math.min(this.#columns - 1, Math.floor((x - this.#left) / CELL)));
  }

  #row(y: number): number {
    return Math.max(0, Math.min(this.#rows - 1, Math.floor((y - this.#top) / CELL)));
  }
}

import type { LayoutFile } from '@/generated/asks';
import type { Definition } from '@/generated/model';

/** A state to come back to. Marks share everything that did not change between them. */
export interface Mark {
  definition: Definition | null;
  layout: LayoutFile;
  selection: ReadonlySet<string>;
}

const LIMIT = 300;
/** Edits of one kind that follow one another within this time are one step. */
const ONE_BREATH = 1200;

/** Marks before and after the present one. */
export class History {
  #past: Mark[] = [];
  #future: Mark[] = [];
  #breath: { key: string; at: number } | null = null;

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Sets a mark at the present, before an edit. With a `key`, an edit of the same key just before shares its mark. */
  mark(present: Mark, key: string | undefined, now: number): void {
    const goesOn = key !== undefined && this.#breath?.key === key && now - this.#breath.at < ONE_BREATH;
    this.#breath = key === undefined ? null : { key, at: now };
    if (goesOn && this.#past.length > 0) return;
    this.#past.push(present);
    if (this.#past.length > LIMIT) this.#past.shift();
    this.#future = [];
  }

  undo(present: Mark): Mark | null {
    return this.#step(this.#past, this.#future, present);
  }

  redo(present: Mark): Mark | null {
    return this.#step(this.#future, this.#past, present);
  }

  #step(from: Mark[], to: Mark[], present: Mark): Mark | null {
    const mark = from.pop();
    if (mark === undefined) return null;
    to.push(present);
    this.#breath = null;
    return mark;
  }
}

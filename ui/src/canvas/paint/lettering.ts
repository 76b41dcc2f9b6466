const BASE = 13;
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", "Noto Sans CJK SC", sans-serif';
const LIMIT = 20_000;

/** Measures and shortens texts, and remembers both, since a frame draws hundreds of them. */
export class Lettering {
  readonly #widths = new Map<string, number>();
  readonly #cuts = new Map<string, string>();
  readonly #context: CanvasRenderingContext2D;

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  static font(size: number, weight = 400): string {
    return `${weight} ${size}px ${FONT}`;
  }

  /** The text, or as much of its beginning and its end as fits `room` at a font size, with an ellipsis between. */
  fitted(text: string, room: number, size: number): string {
    const scale = BASE / size;
    if (this.width(text) <= room * scale) return text;
    const steps = Math.max(0, Math.floor((room * scale) / 4));
    const key = `${steps} ${text}`;
    const known = this.#cuts.get(key);
    if (known !== undefined) return known;
    const cut = this.#cut(text, steps * 4);
    if (this.#cuts.size > LIMIT) this.#cuts.clear();
    this.#cuts.set(key, cut);
    return cut;
  }

  /** The width of a text at 13 px. */
  width(text: string): number {
    const known = this.#widths.get(text);
    if (known !== undefined) return known;
    const font = this.#context.font;
    this.#context.font = Lettering.font(BASE);
    const width = this.#context.measureText(text).width;
    this.#context.font = font;
    if (this.#widths.size > LIMIT) this.#widths.clear();
    this.#widths.set(text, width);
    return width;
  }

  #cut(text: string, room: number): string {
    const letters = [...text];
    let low = 0;
    let high = letters.length - 1;
    while (low < high) {
      const kept = Math.ceil((low + high) / 2);
      if (this.width(joined(letters, kept)) <= room) low = kept;
      else high = kept - 1;
    }
    return low === 0 ? '' : joined(letters, low);
  }
}

/** The beginning and the end, where the number of a job usually stands. */
function joined(letters: readonly string[], kept: number): string {
  const tail = Math.floor(kept * 0.4);
  return `${letters.slice(0, kept - tail).join('')}…${tail === 0 ? '' : letters.slice(-tail).join('')}`;
}

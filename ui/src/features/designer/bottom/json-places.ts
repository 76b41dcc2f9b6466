/**
 * The lines of a JSON text at which given places (RFC 6901 pointers) stand, counted from 1. One pass over the text,
 * which need not be well formed to its end: what comes before the break is found.
 */
export function linesOfPointers(text: string, pointers: ReadonlySet<string>): Map<string, number> {
  const lines = new Map<string, number>();
  if (pointers.size === 0) return lines;
  const wanted = new Set(pointers);
  const reader = new Reader(text);
  const found = (path: readonly (string | number)[], line: number) => {
    const pointer = path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    if (wanted.delete(pointer)) lines.set(pointer, line);
  };
  try {
    visit(reader, [], found);
  } catch (problem) {
    if (!(problem instanceof Broken)) throw problem;
  }
  return lines;
}

/** The longest beginning of a pointer that has a line. */
export function nearestLine(lines: ReadonlyMap<string, number>, pointer: string): number | undefined {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const line = lines.get(at);
    if (line !== undefined || at === '') return line;
  }
}

/** All beginnings of a pointer, itself included. */
export function beginnings(pointer: string): string[] {
  const parts = pointer.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

class Broken extends Error {}

type Found = (path: readonly (string | number)[], line: number) => void;

function visit(reader: Reader, path: (string | number)[], found: Found): void {
  if (path.length > 200) throw new Broken();
  const start = reader.peek();
  found(path, reader.line);
  if (start === '{') {
    reader.next();
    for (let more = reader.peek() !== '}'; more; more = reader.take(',')) {
      const line = reader.lineAhead();
      const key = reader.string();
      reader.expect(':');
      path.push(key);
      found(path, line);
      visit(reader, path, found);
      path.pop();
    }
    reader.expect('}');
  } else if (start === '[') {
    reader.next();
    let index = 0;
    for (let more = reader.peek() !== ']'; more; more = reader.take(',')) {
      path.push(index);
      visit(reader, path, found);
      path.pop();
      index += 1;
    }
    reader.expect(']');
  } else if (start === '"') reader.string();
  else reader.word();
}

class Reader {
  line = 1;
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next letter that is not blank. */
  peek(): string {
    for (; this.#at < this.#text.length; this.#at += 1) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 10) this.line += 1;
      else if (code !== 32 && code !== 9 && code !== 13) return this.#text.charAt(this.#at);
    }
    throw new Broken();
  }

  lineAhead(): number {
    this.peek();
    return this.line;
  }

  next(): void {
    this.#at += 1;
  }

  take(letter: string): boolean {
    if (this.peek() !== letter) return false;
    this.#at += 1;
    return true;
  }

  expect(letter: string): void {
    if (!this.take(letter)) throw new Broken();
  }

  string(): string {
    this.expect('"');
    const start = this.#at;
    for (; this.#at < this.#text.length; this.#at += 1) {
      const letter = this.#text.charAt(this.#at);
      if (letter === '\\') this.#at += 1;
      else if (letter === '"') {
        this.#at += 1;
        return this.#text.slice(start, this.#at - 1);
      } else if (letter === '\n') throw new Broken();
    }
    throw new Broken();
  }

  word(): void {
    const start = this.#at;
    while (/[\w+.-]/.test(this.#text.charAt(this.#at))) this.#at += 1;
    if (this.#at === start) throw new Broken();
  }
}

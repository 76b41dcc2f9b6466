/**
 * Takes the drawing calls that charts make on a canvas and writes them down as SVG, so that a picture can be saved
 * whole and sharp at any size. It knows only what charts use: boxes, lines, texts, and clipping to one box.
 */
export class SvgContext {
  fillStyle = '#000';
  strokeStyle = '#000';
  globalAlpha = 1;
  lineWidth = 1;
  font = '13px sans-serif';
  textAlign = 'left';
  textBaseline = 'alphabetic';
  readonly #parts: string[] = [];
  readonly #measure: CanvasRenderingContext2D | null;
  #path = '';
  #box: string | null = null;
  #clips = 0;
  /** For each `save`, how many groups were opened since. */
  #open: number[] = [];

  constructor(measure: CanvasRenderingContext2D | null) {
    this.#measure = measure;
  }

  /** The canvas that it stands in for, as far as charts are concerned. */
  asCanvas(): CanvasRenderingContext2D {
    return this as unknown as CanvasRenderingContext2D;
  }

  /** All that was drawn, as the content of an `svg` element. */
  content(): string {
    return this.#parts.join('\n');
  }

  /** Writes content of one's own, such as a group with a shift. */
  raw(part: string): void {
    this.#parts.push(part);
  }

  save(): void {
    this.#open.push(0);
  }

  restore(): void {
    const open = this.#open.pop() ?? 0;
    for (let index = 0; index < open; index += 1) this.#parts.push('</g>');
  }

  beginPath(): void {
    this.#path = '';
    this.#box = null;
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${short(x)} ${short(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.#path += `${this.#path === '' ? 'M' : 'L'}${short(x)} ${short(y)}`;
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#box = box(x, y, width, height);
  }

  clip(): void {
    if (this.#box === null || this.#open.length === 0) return;
    const id = `clip${(this.#clips += 1)}`;
    this.#parts.push(`<clipPath id="${id}"><rect ${this.#box}/></clipPath><g clip-path="url(#${id})">`);
    this.#open.push((this.#open.pop() ?? 0) + 1);
  }

  fill(): void {
    this.#parts.push(`<path d="${this.#path}" fill="${this.fillStyle}"${this.#alpha()}/>`);
  }

  stroke(): void {
    if (this.#path === '') return;
    this.#parts.push(`<path d="${this.#path}" fill="none" stroke="${this.strokeStyle}" stroke-width="${this.lineWidth}"${this.#alpha()}/>`);
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.#parts.push(`<rect ${box(x, y, width, height)} fill="${this.fillStyle}"${this.#alpha()}/>`);
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#parts.push(`<rect ${box(x, y, width, height)} fill="none" stroke="${this.strokeStyle}" stroke-width="${this.lineWidth}"/>`);
  }

  fillText(text: string, x: number, y: number): void {
    const anchor = { right: 'end', center: 'middle' }[this.textAlign] ?? 'start';
    const middle = this.textBaseline === 'middle' ? ' dominant-baseline="central"' : '';
    this.#parts.push(
      `<text x="${short(x)}" y="${short(y)}" text-anchor="${anchor}"${middle} style="font:${escaped(this.font)}" fill="${this.fillStyle}">${escaped(text)}</text>`,
    );
  }

  measureText(text: string): { width: number } {
    if (this.#measure === null) return { width: text.length * 7 };
    this.#measure.font = this.font;
    return { width: this.#measure.measureText(text).width };
  }

  #alpha(): string {
    return this.globalAlpha === 1 ? '' : ` opacity="${this.globalAlpha}"`;
  }
}

export function svgFile(width: number, height: number, background: string, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="100%" height="100%" fill="${background}"/>
${content}
</svg>
`;
}

function box(x: number, y: number, width: number, height: number): string {
  return `x="${short(x)}" y="${short(y)}" width="${short(Math.max(width, 0))}" height="${short(Math.max(height, 0))}"`;
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

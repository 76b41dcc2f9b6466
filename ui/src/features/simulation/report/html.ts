import { escaped } from '@/kit/chart';

/** A part of a page, safe to be put into one. Only `html`, `joined` and `drawn` make it. */
export class Html {
  readonly content: string;

  constructor(content: string) {
    this.content = content;
  }
}

type Part = Html | string | number | null | false | readonly Html[];

/** Writes a part of a page: what is put into it is text and stays text, whatever it looks like. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((all, string, index) => all + contentOf(parts[index - 1] ?? null) + string));
}

/** A picture that has escaped its own texts. */
export function drawn(svg: string): Html {
  return new Html(svg);
}

function contentOf(part: Part): string {
  if (part === null || part === false) return '';
  if (part instanceof Html) return part.content;
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return part.map(({ content }) => content).join('');
}

export interface TableColumn {
  title: string;
  /** Figures stand at the right. */
  isFigure?: boolean;
}

/** A table with a caption; the first cell of a row names it. */
export function table(caption: string, columns: readonly TableColumn[], rows: readonly (readonly (string | number)[])[]): Html {
  const side = (at: number) => (columns[at]?.isFigure === true ? html` class="figure"` : null);
  return html`<table><caption>${caption}</caption>
<thead><tr>${columns.map(({ title }, at) => html`<th scope="col"${side(at)}>${title}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, at) => (at === 0 ? html`<th scope="row">${cell}</th>` : html`<td${side(at)}>${cell}</td>`))}</tr>
`)}</tbody></table>`;
}

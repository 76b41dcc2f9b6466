type Download = (name: string, text: string, type: string) => void;

let download: Download = inBrowser;

/** The window writes files itself, since its web view has no downloads. */
export function downloadBy(writer: Download): void {
  download = writer;
}

/** Gives a text away as a file in the person's download folder. */
export function downloadText(name: string, text: string, type = 'text/plain'): void {
  download(name, text, type);
}

function inBrowser(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** Copies a text; says whether that worked, since a web view may refuse. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  // The only way left where the clipboard API is refused.
  const done = document.execCommand?.('copy') ?? false;
  area.remove();
  return done;
}

/** The title of a column of numbers that are seconds. */
export function inSeconds(title: string): string {
  return `${title} (s)`;
}

/** One table as CSV (RFC 4180). */
export function toCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => row.map(csvCell).join(',')).join('\r\n') + '\r\n';
}

function csvCell(value: string | number | null): string {
  // What a fraction of a second or a share has beyond the millionth is noise of the arithmetic.
  const exact = typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value;
  const text = exact === null ? '' : String(exact);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

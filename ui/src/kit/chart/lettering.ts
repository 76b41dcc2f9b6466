/** The font of the window at a size, for canvases. */
export function lettering(size: number, weight = 400): string {
  const family = globalThis.getComputedStyle?.(document.body).fontFamily ?? '';
  return `${weight} ${size}px ${family === '' ? 'sans-serif' : family}`;
}

/** The text, or as much of its beginning and its end as fits, with an ellipsis between: ends tell jobs apart. */
export function fitted(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (room <= 0) return '';
  if (context.measureText(text).width <= room) return text;
  const letters = [...text];
  let low = 0;
  let high = letters.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (context.measureText(shortened(letters, middle)).width <= room) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '…' : shortened(letters, low);
}

function shortened(letters: readonly string[], keep: number): string {
  const head = Math.ceil(keep / 2);
  return `${letters.slice(0, head).join('')}…${letters.slice(letters.length - (keep - head)).join('')}`;
}

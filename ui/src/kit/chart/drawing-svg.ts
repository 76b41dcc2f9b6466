import { LOOKS, TEXT_SIZE, type Drawing, type Look, type LookOf, type Shape } from './drawing';
import { escaped, svgFile } from './svg-context';
import type { Ink } from './use-canvas';

const FONT = "system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif";

/** A drawing as a file of its own, in the colours of `ink`. */
export function drawingSvg({ width, height, shapes }: Drawing, ink: Ink): string {
  return svgFile(width, height, ink('paper'), `<g font-family="${escaped(FONT)}" font-size="${TEXT_SIZE}">\n${shapes.map((shape) => shapeSvg(shape, ink)).join('\n')}\n</g>`);
}

/** A drawing as a part of a page, with the words that stand for it; it shrinks with the page. */
export function drawingFigure({ width, height, shapes }: Drawing, ink: Ink, label: string): string {
  const content = shapes.map((shape) => shapeSvg(shape, ink)).join('\n');
  return `<svg role="img" aria-label="${escaped(label)}" viewBox="0 0 ${short(width)} ${short(height)}" width="${short(width)}" font-size="${TEXT_SIZE}">\n${content}\n</svg>`;
}

function shapeSvg(shape: Shape, ink: Ink): string {
  const look = lookSvg(shape.look, ink);
  switch (shape.kind) {
    case 'box':
      return element('rect', `x="${short(shape.x)}" y="${short(shape.y)}" width="${short(Math.max(shape.width, 0))}" height="${short(Math.max(shape.height, 0))}"${look}`, shape.tip);
    case 'line':
      return element('line', `x1="${short(shape.from[0])}" y1="${short(shape.from[1])}" x2="${short(shape.to[0])}" y2="${short(shape.to[1])}"${look}`, shape.tip);
    case 'curve':
      return `<polyline points="${shape.points.map(([x, y]) => `${short(x)},${short(y)}`).join(' ')}"${look}/>`;
    case 'dot':
      return element('circle', `cx="${short(shape.at[0])}" cy="${short(shape.at[1])}" r="${short(shape.radius)}"${look}`, shape.tip);
    case 'text':
      return `<text x="${short(shape.at[0])}" y="${short(shape.at[1])}" text-anchor="${shape.anchor ?? 'start'}"${look}>${escaped(shape.text)}</text>`;
  }
}

function element(name: string, attributes: string, tip: string | undefined): string {
  return tip === undefined ? `<${name} ${attributes}/>` : `<${name} ${attributes}><title>${escaped(tip)}</title></${name}>`;
}

function lookSvg(name: Look, ink: Ink): string {
  const look: LookOf = LOOKS[name];
  const parts = [`fill="${look.fill === undefined ? 'none' : ink(look.fill)}"`];
  if (look.stroke !== undefined) parts.push(`stroke="${ink(look.stroke)}" stroke-width="${look.width ?? 1}"`);
  if (look.dash !== undefined) parts.push(`stroke-dasharray="${look.dash}"`);
  if (look.opacity !== undefined) parts.push(`opacity="${look.opacity}"`);
  if (look.weight !== undefined) parts.push(`font-weight="${look.weight}"`);
  return ` ${parts.join(' ')}`;
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

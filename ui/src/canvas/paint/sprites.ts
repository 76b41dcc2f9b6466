import { Fragment, isValidElement, type ReactNode } from 'react';
import { ICON_SHAPES } from '@/kit/icon-shapes';
import type { IconName } from '@/lib/icon-names';

const GRID = 16;

interface Shape {
  path: Path2D;
  filled: boolean;
  width: number;
  dash: number[];
  opacity: number;
}

/** The kit's icons as small pictures, made once for each colour and size: drawing one is a single copy. */
export class Sprites {
  readonly #pictures = new Map<string, HTMLCanvasElement>();

  /** Draws an icon of `size` world units with its top left corner at x, y; `scale` is device pixels per unit. */
  draw(context: CanvasRenderingContext2D, icon: IconName, colour: string, x: number, y: number, size: number, scale: number): void {
    const pixels = Math.max(1, Math.round(size * scale));
    const key = `${icon} ${colour} ${pixels}`;
    let picture = this.#pictures.get(key);
    if (picture === undefined) {
      picture = pictureOf(icon, colour, pixels);
      if (this.#pictures.size > 600) this.#pictures.clear();
      this.#pictures.set(key, picture);
    }
    context.drawImage(picture, x, y, size, size);
  }
}

function pictureOf(icon: IconName, colour: string, pixels: number): HTMLCanvasElement {
  const picture = document.createElement('canvas');
  picture.width = pixels;
  picture.height = pixels;
  const context = picture.getContext('2d');
  if (context === null) return picture;
  context.scale(pixels / GRID, pixels / GRID);
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const shape of shapesOf(icon)) {
    context.globalAlpha = shape.opacity;
    context.lineWidth = shape.width;
    context.setLineDash(shape.dash);
    if (shape.filled) context.fill(shape.path);
    else context.stroke(shape.path);
  }
  return picture;
}

const known = new Map<IconName, Shape[]>();

function shapesOf(icon: IconName): Shape[] {
  const before = known.get(icon);
  if (before !== undefined) return before;
  const shapes: Shape[] = [];
  collect(ICON_SHAPES[icon], shapes);
  known.set(icon, shapes);
  return shapes;
}

type Properties = Readonly<Record<string, unknown>>;

/** The kit draws its icons as SVG elements; this reads the same elements, so that there is one drawing of each. */
function collect(node: ReactNode, shapes: Shape[]): void {
  if (Array.isArray(node)) {
    for (const each of node as ReactNode[]) collect(each, shapes);
  } else if (isValidElement<Properties>(node)) {
    if (node.type === Fragment) collect(node.props['children'] as ReactNode, shapes);
    else shapes.push(shapeOf(String(node.type), node.props));
  }
}

function shapeOf(type: string, properties: Properties): Shape {
  const number = (name: string, otherwise = 0) => Number(properties[name] ?? otherwise);
  let path = new Path2D();
  if (type === 'path') path = new Path2D(String(properties['d'] ?? ''));
  else if (type === 'circle') path.arc(number('cx'), number('cy'), number('r'), 0, 2 * Math.PI);
  else if (type === 'rect') path.roundRect(number('x'), number('y'), number('width'), number('height'), number('rx'));
  return {
    path,
    filled: properties['fill'] === 'currentColor',
    width: number('strokeWidth', 1.4),
    dash: String(properties['strokeDasharray'] ?? '').split(/[\s,]+/).filter(Boolean).map(Number),
    opacity: number('opacity', 1),
  };
}

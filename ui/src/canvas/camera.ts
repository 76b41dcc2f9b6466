import { clamp } from '@/lib/number';
import type { Box, Point } from './scene';

/** Where the world lies on the screen: screen = world * zoom + (x, y), in CSS pixels of the canvas. */
export interface View {
  x: number;
  y: number;
  zoom: number;
}

export const MIN_ZOOM = 0.004;
export const MAX_ZOOM = 2;

/**
 * The one camera that the painted canvas, the overlay and the minimap share. It lives outside React, since it
 * changes on every frame of a pan.
 */
export class Camera {
  #view: View = { x: 0, y: 0, zoom: 1 };
  #width = 1;
  #height = 1;
  readonly #listeners = new Set<() => void>();

  get view(): View {
    return this.#view;
  }

  get width(): number {
    return this.#width;
  }

  get height(): number {
    return this.#height;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  resize(width: number, height: number): void {
    this.#width = Math.max(1, width);
    this.#height = Math.max(1, height);
    this.#notify();
  }

  moveTo(view: View): void {
    const zoom = clamp(view.zoom, MIN_ZOOM, MAX_ZOOM);
    if (view.x === this.#view.x && view.y === this.#view.y && zoom === this.#view.zoom) return;
    this.#view = { x: view.x, y: view.y, zoom };
    this.#notify();
  }

  panBy(dx: number, dy: number): void {
    this.moveTo({ x: this.#view.x + dx, y: this.#view.y + dy, zoom: this.#view.zoom });
  }

  /** Zooms so that the world's point under the screen's point stays there; the middle unless told. */
  zoomBy(factor: number, at: Point = { x: this.#width / 2, y: this.#height / 2 }): void {
    const zoom = clamp(this.#view.zoom * factor, MIN_ZOOM, MAX_ZOOM);
    const ratio = zoom / this.#view.zoom;
    this.moveTo({ x: at.x - (at.x - this.#view.x) * ratio, y: at.y - (at.y - this.#view.y) * ratio, zoom });
  }

  /** Brings a box fully into view, never nearer than zoom 1. */
  fit(box: Box | null, margin = 48): void {
    if (box === null) {
      this.moveTo({ x: this.#width / 2, y: this.#height / 2, zoom: 1 });
      return;
    }
    const across = (this.#width - 2 * margin) / Math.max(1, box.width);
    const down = (this.#height - 2 * margin) / Math.max(1, box.height);
    const zoom = clamp(Math.min(across, down), MIN_ZOOM, 1);
    this.moveTo({
      x: this.#width / 2 - (box.x + box.width / 2) * zoom,
      y: this.#height / 2 - (box.y + box.height / 2) * zoom,
      zoom,
    });
  }

  /** Puts a point of the world in the middle, at least at the given zoom. */
  centreOn(point: Point, leastZoom = 0): void {
    const zoom = clamp(Math.max(this.#view.zoom, leastZoom), MIN_ZOOM, MAX_ZOOM);
    this.moveTo({ x: this.#width / 2 - point.x * zoom, y: this.#height / 2 - point.y * zoom, zoom });
  }

  /** Moves no more than is needed to have the box in view. */
  reveal(box: Box, margin = 40): void {
    const { x, y, zoom } = this.#view;
    const left = box.x * zoom + x;
    const top = box.y * zoom + y;
    const dx = shift(left, box.width * zoom, this.#width, margin);
    const dy = shift(top, box.height * zoom, this.#height, margin);
    if (dx !== 0 || dy !== 0) this.panBy(dx, dy);
  }

  toWorld(point: Point): Point {
    const { x, y, zoom } = this.#view;
    return { x: (point.x - x) / zoom, y: (point.y - y) / zoom };
  }

  toScreen(box: Box): Box {
    const { x, y, zoom } = this.#view;
    return { x: box.x * zoom + x, y: box.y * zoom + y, width: box.width * zoom, height: box.height * zoom };
  }

  /** The part of the world that is in view. */
  inView(): Box {
    const { x, y, zoom } = this.#view;
    return { x: -x / zoom, y: -y / zoom, width: this.#width / zoom, height: this.#height / zoom };
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

function shift(start: number, size: number, room: number, margin: number): number {
  if (start < margin || size > room - 2 * margin) return margin - start;
  const over = start + size - (room - margin);
  return over > 0 ? -over : 0;
}

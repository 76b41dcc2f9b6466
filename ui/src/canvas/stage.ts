import { boxAround, type Box, type Point, type SceneGroup } from './scene';
import { Camera } from './camera';
import { boxOf, groupUnder } from './geometry';
import { Painter } from './paint/painter';

/** The part of a canvas that outlives a render: camera and painter. A page makes one and hands it to `Graph`. */
export class Stage {
  readonly camera = new Camera();
  readonly painter = new Painter(this.camera);
  #element: HTMLElement | null = null;

  get element(): HTMLElement | null {
    return this.#element;
  }

  attach(element: HTMLElement | null): void {
    this.#element = element;
  }

  /** The whole graph in view. */
  fit = (): void => {
    this.camera.fit(this.painter.geometry.bounds);
  };

  /** These nodes and groups in view, as near as zoom 1 allows. */
  fitTo(ids: Iterable<string>): void {
    const boxes = [...ids].flatMap((id) => boxOf(this.painter.geometry, id) ?? []);
    if (boxes.length > 0) this.camera.fit(boxAround(boxes), 96);
  }

  /** Brings one node into the middle, near enough to read it. */
  goTo(id: string): void {
    const box = boxOf(this.painter.geometry, id);
    if (box !== null) this.camera.centreOn({ x: box.x + box.width / 2, y: box.y + Math.min(box.height, 200) / 2 }, 0.8);
  }

  reveal(id: string): void {
    const box = boxOf(this.painter.geometry, id);
    if (box !== null) this.camera.reveal(box);
  }

  /** The box of a node or group in the world; null when it is not drawn. */
  boxOf(id: string): Box | null {
    return boxOf(this.painter.geometry, id);
  }

  /** The innermost open group at a point of the world. */
  groupAt(at: Point): SceneGroup | null {
    return groupUnder(this.painter.geometry, at);
  }

  /** A point of the window, as events give it, in the canvas's own CSS pixels. */
  local(client: Point): Point {
    const frame = this.#element?.getBoundingClientRect();
    return { x: client.x - (frame?.left ?? 0), y: client.y - (frame?.top ?? 0) };
  }

  worldAt(client: Point): Point {
    return this.camera.toWorld(this.local(client));
  }

  /** Whether a point of the window lies on the canvas. */
  isOver(client: Point): boolean {
    const hit = document.elementFromPoint(client.x, client.y);
    return this.#element !== null && hit !== null && this.#element.contains(hit);
  }

  /** Where a node is in the window, in CSS pixels; for tests that drive the real window. */
  screenBox(id: string): Box | null {
    const box = boxOf(this.painter.geometry, id);
    const frame = this.#element?.getBoundingClientRect();
    if (box === null || frame === undefined) return null;
    const on = this.camera.toScreen(box);
    return { x: on.x + frame.left, y: on.y + frame.top, width: on.width, height: on.height };
  }
}

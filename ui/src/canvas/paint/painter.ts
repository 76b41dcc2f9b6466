import type { Camera } from '../camera';
import { geometryOf, type Geometry } from '../geometry';
import { EMPTY_SCENE, type Scene } from '../scene';
import { paintGroups, paintLaneNames, paintLanes } from './backdrop';
import { CALM, type Brush, type Moment } from './brush';
import { readColours, type Colours } from './colours';
import { paintEdges, paintMovingEdges } from './edges';
import { levelAt } from './level';
import { Lettering } from './lettering';
import { paintDraggedNodes, paintNodes } from './nodes';
import { Sprites } from './sprites';

/**
 * Paints a scene on a canvas, at most once a frame and only when something changed. It owns no input and no
 * choice: those come in as the moment.
 */
export class Painter {
  readonly camera: Camera;
  #geometry: Geometry = geometryOf(EMPTY_SCENE);
  #moment: Moment = CALM;
  #canvas: HTMLCanvasElement | null = null;
  #context: CanvasRenderingContext2D | null = null;
  #lettering: Lettering | null = null;
  readonly #sprites = new Sprites();
  #colours: Colours | null = null;
  #frame = 0;
  /** When the last frames were painted, for the measure of their rate. */
  readonly #painted: number[] = [];
  #cost = 0;

  constructor(camera: Camera) {
    this.camera = camera;
    camera.subscribe(() => this.request());
  }

  get geometry(): Geometry {
    return this.#geometry;
  }

  get moment(): Moment {
    return this.#moment;
  }

  attach(canvas: HTMLCanvasElement | null): void {
    this.#canvas = canvas;
    this.#context = canvas?.getContext('2d', { alpha: false }) ?? null;
    this.#lettering = this.#context === null ? null : new Lettering(this.#context);
    if (canvas === null) {
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
    } else {
      this.request();
    }
  }

  show(scene: Scene): void {
    if (scene === this.#geometry.scene) return;
    this.#geometry = geometryOf(scene, this.#geometry);
    this.request();
  }

  set(moment: Partial<Moment>): void {
    this.#moment = { ...this.#moment, ...moment };
    this.request();
  }

  /** The theme's colours as they are now. */
  colours(): Colours {
    this.#colours ??= readColours();
    return this.#colours;
  }

  /** To be called when the theme changes. */
  forgetColours(): void {
    this.#colours = null;
    this.request();
  }

  request(): void {
    if (this.#frame !== 0 || this.#context === null) return;
    this.#frame = requestAnimationFrame((now) => {
      this.#frame = 0;
      this.#painted.push(now);
      if (this.#painted.length > 240) this.#painted.shift();
      const before = performance.now();
      this.#paint();
      this.#cost = performance.now() - before;
    });
  }

  /** Frames painted within the last second, and how long the last one took, in milliseconds. */
  rate(): { frames: number; cost: number } {
    const since = performance.now() - 1000;
    return { frames: this.#painted.filter((at) => at > since).length, cost: this.#cost };
  }

  #paint(): void {
    const canvas = this.#canvas;
    const context = this.#context;
    if (canvas === null || context === null || this.#lettering === null) return;
    const ratio = globalThis.devicePixelRatio || 1;
    fitCanvas(canvas, this.camera.width * ratio, this.camera.height * ratio);
    const colours = this.colours();
    const { x, y, zoom } = this.camera.view;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = colours.canvas;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.setTransform(zoom * ratio, 0, 0, zoom * ratio, Math.round(x * ratio), Math.round(y * ratio));
    paintAll({
      context, camera: this.camera, geometry: this.#geometry, moment: this.#moment, colours,
      lettering: this.#lettering, sprites: this.#sprites, level: levelAt(zoom, this.#geometry.scene.nodes.length), zoom, scale: zoom * ratio,
      pixel: 1 / zoom, view: this.camera.inView(),
    });
  }
}

function paintAll(brush: Brush): void {
  paintLanes(brush);
  paintGroups(brush);
  paintEdges(brush);
  paintNodes(brush);
  if (brush.moment.dragged.size > 0) {
    paintMovingEdges(brush);
    paintDraggedNodes(brush);
  }
  paintLaneNames(brush);
  paintMarquee(brush);
}

function paintMarquee({ context, colours, moment, pixel }: Brush): void {
  const { marquee } = moment;
  if (marquee === null) return;
  context.fillStyle = colours.accent;
  context.globalAlpha = 0.08;
  context.fillRect(marquee.x, marquee.y, marquee.width, marquee.height);
  context.globalAlpha = 1;
  context.strokeStyle = colours.accent;
  context.lineWidth = pixel;
  context.strokeRect(marquee.x, marquee.y, marquee.width, marquee.height);
}

/** Setting a canvas's size clears it and is slow, so only when it differs. */
function fitCanvas(canvas: HTMLCanvasElement, width: number, height: number): void {
  const w = Math.max(1, Math.round(width));
  const h = Math.max(1, Math.round(height));
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
}

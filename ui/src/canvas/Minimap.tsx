import { useEffect, useRef, type PointerEvent } from 'react';
import { useText } from '@/lib/i18n';
import { useResolvedTheme } from '@/lib/theme';
import { hueColour, type Colours } from './paint/colours';
import type { Box, Scene } from './scene';
import type { Stage } from './stage';

const WIDTH = 176;
const HEIGHT = 112;
const MARGIN = 6;

/** The whole graph in a corner, with a frame around what is in view; a press or a drag goes there. */
export function Minimap({ stage, scene }: { stage: Stage; scene: Scene }) {
  const text = useText();
  const theme = useResolvedTheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return undefined;
    const ratio = globalThis.devicePixelRatio || 1;
    element.width = WIDTH * ratio;
    element.height = HEIGHT * ratio;
    const colours = stage.painter.colours();
    stage.painter.show(scene);
    const bounds = stage.painter.geometry.bounds;
    const picture = pictureOf(scene, bounds, colours, ratio);
    let frame = 0;
    const draw = () => {
      frame = 0;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, WIDTH, HEIGHT);
      context.drawImage(picture, 0, 0, WIDTH, HEIGHT);
      drawView(context, stage, bounds, colours);
    };
    const request = () => {
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    draw();
    const stop = stage.camera.subscribe(request);
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [stage, scene, theme]);

  const goThere = (event: PointerEvent<HTMLCanvasElement>) => {
    const { bounds } = stage.painter.geometry;
    if (bounds === null || event.buttons !== 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const frame = event.currentTarget.getBoundingClientRect();
    const { scale, left, top } = placement(bounds);
    stage.camera.centreOn({ x: (event.clientX - frame.left - left) / scale, y: (event.clientY - frame.top - top) / scale });
  };
  return (
    <canvas
      ref={canvas}
      className="graph-minimap"
      style={{ width: WIDTH, height: HEIGHT }}
      aria-label={text('designer.minimap')}
      role="img"
      onPointerDown={goThere}
      onPointerMove={goThere}
    />
  );
}

/** Minimap pixel = world * scale + (left, top). */
function placement(bounds: Box): { scale: number; left: number; top: number } {
  const scale = Math.min((WIDTH - 2 * MARGIN) / Math.max(1, bounds.width), (HEIGHT - 2 * MARGIN) / Math.max(1, bounds.height));
  return {
    scale,
    left: WIDTH / 2 - (bounds.x + bounds.width / 2) * scale,
    top: HEIGHT / 2 - (bounds.y + bounds.height / 2) * scale,
  };
}

function pictureOf(scene: Scene, bounds: Box | null, colours: Colours, ratio: number): HTMLCanvasElement {
  const picture = document.createElement('canvas');
  picture.width = WIDTH * ratio;
  picture.height = HEIGHT * ratio;
  const context = picture.getContext('2d');
  if (context === null || bounds === null) return picture;
  const { scale, left, top } = placement(bounds);
  context.setTransform(scale * ratio, 0, 0, scale * ratio, left * ratio, top * ratio);
  const least = 1.2 / scale;
  for (const group of scene.groups) {
    context.fillStyle = colours.line;
    context.fillRect(group.x, group.y, group.width, group.height);
  }
  for (const node of scene.nodes) {
    context.fillStyle = node.critical ? colours.critical : node.state === null ? hueColour(colours, node.hue) : colours[`state-${node.state}`];
    context.fillRect(node.x, node.y, Math.max(least, node.width), Math.max(least, node.height));
  }
  return picture;
}

function drawView(context: CanvasRenderingContext2D, stage: Stage, bounds: Box | null, colours: Colours): void {
  if (bounds === null) return;
  const { scale, left, top } = placement(bounds);
  const view = stage.camera.inView();
  const x = Math.max(1, view.x * scale + left);
  const y = Math.max(1, view.y * scale + top);
  const right = Math.min(WIDTH - 1, (view.x + view.width) * scale + left);
  const bottom = Math.min(HEIGHT - 1, (view.y + view.height) * scale + top);
  context.strokeStyle = colours.accent;
  context.lineWidth = 1.5;
  context.strokeRect(x, y, Math.max(3, right - x), Math.max(3, bottom - y));
}

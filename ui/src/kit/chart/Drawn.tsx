import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react';
import { LOOKS, type Drawing, type Look, type LookOf, type Shape } from './drawing';
import './Drawn.css';

interface DrawnProps {
  drawing: Drawing;
  /** What the picture shows, in words. */
  label: string;
  /** The pointer over the picture, in its own coordinates; null when it has left. */
  onPoint?: (at: { x: number; y: number } | null) => void;
  onPress?: (at: { x: number; y: number }) => void;
  /** With it the picture can be read by the keyboard. */
  onKeyDown?: (event: KeyboardEvent) => void;
}

/** A drawing in the window, in the colours of the theme. */
export function Drawn({ drawing, label, onPoint, onPress, onKeyDown }: DrawnProps) {
  const placed = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  return (
    <svg
      className="drawn" width={drawing.width} height={drawing.height} role="img" aria-label={label}
      tabIndex={onKeyDown === undefined ? undefined : 0} onKeyDown={onKeyDown}
      onPointerMove={onPoint && ((event) => onPoint(placed(event)))} onPointerLeave={onPoint && (() => onPoint(null))}
      onPointerUp={onPress && ((event) => onPress(placed(event)))}
    >
      {drawing.shapes.map((shape, index) => <Part key={index} shape={shape} />)}
    </svg>
  );
}

function Part({ shape }: { shape: Shape }) {
  const style = styleOf(shape.look);
  switch (shape.kind) {
    case 'box':
      return <rect x={shape.x} y={shape.y} width={Math.max(shape.width, 0)} height={Math.max(shape.height, 0)} style={style}><Tip text={shape.tip} /></rect>;
    case 'line':
      return <line x1={shape.from[0]} y1={shape.from[1]} x2={shape.to[0]} y2={shape.to[1]} style={style}><Tip text={shape.tip} /></line>;
    case 'curve':
      return <polyline points={shape.points.map(([x, y]) => `${x},${y}`).join(' ')} style={style} />;
    case 'dot':
      return <circle cx={shape.at[0]} cy={shape.at[1]} r={shape.radius} style={style}><Tip text={shape.tip} /></circle>;
    case 'text':
      return <text x={shape.at[0]} y={shape.at[1]} textAnchor={shape.anchor ?? 'start'} style={style}>{shape.text}</text>;
  }
}

function Tip({ text }: { text: string | undefined }) {
  return text === undefined ? null : <title>{text}</title>;
}

const styles = new Map<Look, CSSProperties>();

function styleOf(name: Look): CSSProperties {
  const known = styles.get(name);
  if (known !== undefined) return known;
  const look: LookOf = LOOKS[name];
  const style: CSSProperties = {
    fill: look.fill === undefined ? 'none' : `var(--${look.fill})`,
    stroke: look.stroke === undefined ? 'none' : `var(--${look.stroke})`,
    strokeWidth: look.width, strokeDasharray: look.dash, opacity: look.opacity, fontWeight: look.weight,
  };
  styles.set(name, style);
  return style;
}

import { useRef, type PointerEvent, type ReactNode } from 'react';
import { useText } from '@/lib/i18n';
import { clamp } from '@/lib/number';
import { IconButton } from '../IconButton';
import { ticks, tickStep } from './time-scale';
import type { GanttView } from './use-gantt-view';

interface GanttAxisProps {
  view: GanttView;
  title: ReactNode;
  formatTime: (time: number, withSeconds: boolean) => string;
}

/** The clock over the rows, with the zoom buttons over the labels. */
export function GanttAxis({ view, title, formatTime }: GanttAxisProps) {
  const text = useText();
  const { scale } = view;
  const step = tickStep(scale, scale.width);
  return (
    <div className="gantt-axis">
      <div className="gantt-axis-head" style={{ width: scale.left }}>
        <span>{title}</span>
        <IconButton icon="zoom-out" size={14} label={text('chart.zoomOut')} keys="-" onClick={() => view.zoom(1.4)} />
        <IconButton icon="zoom-in" size={14} label={text('chart.zoomIn')} keys="+" onClick={() => view.zoom(1 / 1.4)} />
        <IconButton icon="fit" size={14} label={text('chart.fit')} keys="0" disabled={view.isWhole} onClick={view.fit} />
      </div>
      {ticks(scale, step).map((tick) => (
        <span key={tick.at} className={`gantt-tick ${tick.strong ? 'gantt-tick-strong' : ''}`} style={{ left: scale.x(tick.at) }}>
          {formatTime(tick.at, step < 60)}
        </span>
      ))}
    </div>
  );
}

interface LabelEdgeProps {
  left: number;
  onChange: (left: number) => void;
}

/** The border of the labels, which can be dragged. */
export function LabelEdge({ left, onChange }: LabelEdgeProps) {
  const start = useRef<{ x: number; left: number } | null>(null);
  const stop = () => {
    start.current = null;
  };
  return (
    <div
      className="gantt-edge"
      style={{ left }}
      onPointerDown={(event: PointerEvent<HTMLDivElement>) => {
        event.currentTarget.setPointerCapture?.(event.pointerId);
        start.current = { x: event.clientX, left };
      }}
      onPointerMove={(event) => {
        if (start.current) onChange(clamp(start.current.left + event.clientX - start.current.x, 120, 520));
      }}
      onPointerUp={stop}
      onPointerCancel={stop}
    />
  );
}

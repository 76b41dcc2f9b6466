import { useCallback, useState } from 'react';
import type { GanttStrip } from './gantt-data';
import { GanttTip } from './GanttOver';
import { paintStrips, STRIP_HEIGHT } from './paint-strips';
import type { TimeScale } from './time-scale';
import { useCanvas, useSize, type Paint } from './use-canvas';

interface GanttStripsProps {
  strips: readonly GanttStrip[];
  scale: TimeScale;
  cursor: number | null;
  onCursor: (time: number | null) => void;
}

/** The resources under the rows; at most four are in view at once, the rest scroll. */
export function GanttStrips({ strips, scale, cursor, onCursor }: GanttStripsProps) {
  const [measure, size] = useSize();
  const [top, setTop] = useState(0);
  const paint = useCallback<Paint>(
    (context, area, ink) => paintStrips(context, area, ink, strips, scale, top, cursor),
    [strips, scale, top, cursor],
  );
  const canvas = useCanvas(size, paint);
  const [hover, setHover] = useState<{ x: number; y: number } | null>(null);
  const under = hover === null ? undefined : strips[Math.floor((hover.y + top) / STRIP_HEIGHT)];
  const tip = hover === null || hover.x < scale.left ? '' : under?.tip?.(scale.time(hover.x)) ?? '';
  const whole = strips.length * STRIP_HEIGHT;
  return (
    <div className="gantt-strips-holder">
      <div
        ref={measure}
        className="gantt-strips"
        style={{ height: Math.min(strips.length, 4) * STRIP_HEIGHT + 1 }}
        aria-hidden
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const x = event.clientX - box.left;
          onCursor(x < scale.left ? null : scale.time(x));
          setHover({ x, y: event.clientY - box.top });
        }}
        onPointerLeave={() => {
          onCursor(null);
          setHover(null);
        }}
      >
        <canvas ref={canvas} className="gantt-canvas" style={{ height: size.height }} />
        <div style={{ height: Math.max(0, whole - size.height) }} />
      </div>
      {hover && tip !== '' && <GanttTip hover={hover} text={tip} size={size} />}
    </div>
  );
}

import type { GanttMark } from './gantt-data';
import type { Size } from './use-canvas';
import type { TimeScale } from './time-scale';

interface GanttOverProps {
  scale: TimeScale;
  marks: readonly GanttMark[];
  cursor: number | null;
  formatTime: (time: number, withSeconds: boolean) => string;
}

/** Lines over the whole chart: what was promised, now, and the cursor. */
export function GanttOver({ scale, marks, cursor, formatTime }: GanttOverProps) {
  return (
    <div className="gantt-over" aria-hidden>
      {marks.map((mark) => (
        <Rule key={`${mark.at} ${mark.label}`} scale={scale} at={mark.at} label={mark.label} colour={mark.colour} />
      ))}
      {cursor !== null && <Rule scale={scale} at={cursor} label={formatTime(cursor, scale.to - scale.from < 1800)} className="gantt-cursor" />}
    </div>
  );
}

interface RuleProps {
  scale: TimeScale;
  at: number;
  label: string;
  colour?: string;
  className?: string;
}

function Rule({ scale, at, label, colour, className = '' }: RuleProps) {
  const x = scale.x(at);
  if (x < scale.left || x > scale.left + scale.width) return null;
  const side = x > scale.left + scale.width - 140 ? 'gantt-rule-left' : '';
  return (
    <div
      className={`gantt-rule ${side} ${className}`}
      style={{ transform: `translateX(${Math.round(x)}px)`, ...(colour === undefined ? {} : { color: `var(--${colour})` }) }}
    >
      <span><b>{label}</b></span>
    </div>
  );
}

/** Says what lies under the pointer, beside it. */
export function GanttTip({ hover, text, size }: { hover: { x: number; y: number }; text: string; size: Size }) {
  const toLeft = hover.x > size.width - 360;
  const up = hover.y > size.height - 120;
  return (
    <div
      className="gantt-tip"
      style={{
        ...(toLeft ? { right: size.width - hover.x + 12 } : { left: hover.x + 14 }),
        ...(up ? { bottom: size.height - hover.y + 8 } : { top: hover.y + 16 }),
      }}
    >
      {text}
    </div>
  );
}

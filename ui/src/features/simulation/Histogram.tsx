import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useSize } from '@/kit/chart';
import { useText } from '@/lib/i18n';
import { clamp, formatPercent } from '@/lib/number';
import { formatClock, formatDuration } from '@/lib/time';
import { durationTicks, type Bin } from './distribution';

export interface HistogramMark {
  at_s: number;
  label: string;
  kind: 'percentile' | 'deadline' | 'plan';
}

interface HistogramProps {
  bins: readonly Bin[];
  marks: readonly HistogramMark[];
  /** The clock at which the window opens, for the ends of nights. */
  begin: number;
}

const LEFT = 48;
const RIGHT = 48;
const FOOT = 40;
const MARK_LINE = 16;

/** Bars of how many nights took how long, the share of nights that were done by then as a curve, and marks. */
export function Histogram({ bins, marks, begin }: HistogramProps) {
  const text = useText();
  const [measure, size] = useSize();
  const [at, setAt] = useState<number | null>(null);
  const head = (marks.length + 1) * MARK_LINE;
  const width = Math.max(size.width - LEFT - RIGHT, 50);
  const height = Math.max(size.height - head - FOOT, 50);
  const first = Math.min(bins[0]?.from_s ?? 0, ...marks.map(({ at_s }) => at_s));
  const last = Math.max(bins.at(-1)?.to_s ?? 1, ...marks.map(({ at_s }) => at_s));
  const span = Math.max(last - first, 1);
  const x = (seconds: number) => LEFT + ((seconds - first) / span) * width;
  const most = Math.max(...bins.map((bin) => bin.count), 1);
  const y = (share: number) => head + (1 - share) * height;
  const bin = at === null ? undefined : bins[at];
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    const seconds = first + ((event.clientX - event.currentTarget.getBoundingClientRect().left - LEFT) / width) * span;
    const found = bins.findIndex((each) => seconds >= each.from_s && seconds < each.to_s);
    setAt(found < 0 ? null : found);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setAt(clamp((at ?? (step > 0 ? -1 : bins.length)) + step, 0, bins.length - 1));
  };
  const curve = bins.map((each) => `L${x(each.to_s)} ${y(each.cumulative)}`).join('');
  return (
    <div ref={measure} className="histogram">
      <svg
        width={size.width} height={size.height} role="img" tabIndex={0} aria-label={text('simulation.histogramLabel', { count: bins.length })}
        onPointerMove={onPointerMove} onPointerLeave={() => setAt(null)} onKeyDown={onKeyDown}
      >
        {durationTicks(first, last, width / 90).map((tick) => (
          <g key={tick} className="histogram-tick">
            <line x1={x(tick)} x2={x(tick)} y1={head} y2={head + height + 4} />
            <text x={x(tick)} y={head + height + 17} textAnchor="middle">{formatDuration(tick)}</text>
            <text x={x(tick)} y={head + height + 32} textAnchor="middle" className="histogram-clock">{formatClock(begin + tick)}</text>
          </g>
        ))}
        {bins.map((each, index) => (
          <rect
            key={each.from_s} className={index === at ? 'histogram-bar histogram-bar-at' : 'histogram-bar'}
            x={x(each.from_s) + 0.5} width={Math.max(x(each.to_s) - x(each.from_s) - 1, 0.5)}
            y={y(each.count / most)} height={(each.count / most) * height}
          />
        ))}
        <path className="histogram-curve" d={`M${x(bins[0]?.from_s ?? first)} ${y(0)}${curve}`} />
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <text key={share} className="histogram-share" x={LEFT + width + 6} y={y(share) + 4}>{formatPercent(share, 0)}</text>
        ))}
        <line className="histogram-base" x1={LEFT} x2={LEFT + width} y1={head + height} y2={head + height} />
        {marks.toSorted((a, b) => a.at_s - b.at_s).map((mark, index) => (
          <Mark key={`${mark.kind} ${mark.label}`} mark={mark} x={x(mark.at_s)} right={LEFT + width} top={index * MARK_LINE} foot={head + height} />
        ))}
      </svg>
      <p className="histogram-reading" role="status">
        {bin !== undefined && text('simulation.binReading', {
          from: formatDuration(bin.from_s), to: formatDuration(bin.to_s), count: bin.count, share: formatPercent(bin.share), cumulative: formatPercent(bin.cumulative),
        })}
      </p>
    </div>
  );
}

/** Each mark has a line of its own for its words, so that near ones do not cover one another. */
function Mark({ mark, x, right, top, foot }: { mark: HistogramMark; x: number; right: number; top: number; foot: number }) {
  const toLeft = x > right - 140;
  return (
    <g className={`histogram-mark histogram-${mark.kind}`}>
      <line x1={x} x2={x} y1={top + 4} y2={foot} />
      <text x={toLeft ? x - 4 : x + 4} y={top + 14} textAnchor={toLeft ? 'end' : 'start'}>{mark.label}</text>
    </g>
  );
}

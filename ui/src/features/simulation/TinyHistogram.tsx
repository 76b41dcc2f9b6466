import type { ScenarioNight } from '@/generated/asks';
import { useText } from '@/lib/i18n';
import { formatDuration } from '@/lib/time';

const WIDTH = 220;
const HEIGHT = 36;

interface TinyHistogramProps {
  name: string;
  night: ScenarioNight;
  axis: { from_s: number; to_s: number };
  isBase: boolean;
}

/** The windows of one scenario, on the axis of all, with its P50 and P95 as lines. */
export function TinyHistogram({ name, night, axis, isBase }: TinyHistogramProps) {
  const text = useText();
  const { from_s, width_s, counts } = night.histogram;
  const span = Math.max(axis.to_s - axis.from_s, 1e-9);
  const x = (seconds: number) => ((seconds - axis.from_s) / span) * WIDTH;
  const most = Math.max(...counts, 1);
  const { p50, p95 } = night.window_s;
  return (
    <svg
      className={`tiny-histogram ${isBase ? 'tiny-histogram-base' : ''}`} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img"
      aria-label={text('scenario.histogramOf', { name, p50: formatDuration(p50), p95: formatDuration(p95) })}
    >
      {counts.map((count, index) => {
        const height = (count / most) * (HEIGHT - 4);
        const left = x(from_s + index * width_s);
        return count > 0 && <rect key={index} x={left} y={HEIGHT - height} width={Math.max(x(from_s + (index + 1) * width_s) - left - 0.5, 0.75)} height={height} />;
      })}
      <line x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="tiny-foot" />
      {p50 !== null && <line x1={x(p50)} x2={x(p50)} y1={0} y2={HEIGHT} className="tiny-p50" />}
      {p95 !== null && <line x1={x(p95)} x2={x(p95)} y1={0} y2={HEIGHT} className="tiny-p95" />}
    </svg>
  );
}

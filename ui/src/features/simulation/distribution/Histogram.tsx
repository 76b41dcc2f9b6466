import { useState, type KeyboardEvent } from 'react';
import { Drawn, useSize } from '@/kit/chart';
import { useText } from '@/lib/i18n';
import { clamp, formatPercent } from '@/lib/number';
import { formatClock, formatDuration } from '@/lib/time';
import { doneBy, type Bin } from './bins';
import { histogramDrawing, histogramScale, type HistogramMark } from './histogram-drawing';

interface HistogramProps {
  bins: readonly Bin[];
  marks: readonly HistogramMark[];
  begin: number;
  uncertainFrom: number | null;
}

/** The histogram and the curve over it; the pointer or the arrow keys read the curve. */
export function Histogram({ bins, marks, begin, uncertainFrom }: HistogramProps) {
  const text = useText();
  const [measure, size] = useSize();
  const [at, setAt] = useState<number | null>(null);
  const scale = histogramScale({ bins, marks }, size.width);
  const first = bins[0]?.from_s ?? scale.first;
  const last = bins.at(-1)?.to_s ?? scale.last;
  const read = (seconds: number) => setAt(clamp(seconds, first, last));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = Math.max(last - first, 1) / 100;
    const next = { ArrowRight: (at ?? first) + step, ArrowLeft: (at ?? last) - step, Home: first, End: last }[event.key];
    if (event.key === 'Escape') setAt(null);
    else if (next !== undefined) read(next);
    else return;
    event.preventDefault();
  };
  const bin = at === null ? undefined : bins.find(({ from_s, to_s }) => at >= from_s && at < to_s) ?? bins.at(-1);
  return (
    <div className="histogram">
      <p className="histogram-reading" role="status">
        {at === null || bin === undefined ? text('outcome.readHint') : text('outcome.reading', {
          time: formatClock(begin + at), share: formatPercent(doneBy(bins, at)), length: formatDuration(at),
          from: formatDuration(bin.from_s), to: formatDuration(bin.to_s), count: bin.count,
        })}
      </p>
      <div ref={measure} className="histogram-picture">
        {size.width > 0 && (
          <Drawn
            drawing={histogramDrawing({ bins, marks, begin, uncertainFrom, at_s: at }, size)} label={text('outcome.histogramLabel', { count: bins.length })}
            onPoint={(point) => (point === null ? setAt(null) : read(scale.seconds(point.x)))} onKeyDown={onKeyDown}
          />
        )}
      </div>
    </div>
  );
}

import { EmptyState } from '@/kit';
import { Drawn, useSize } from '@/kit/chart';
import { useText } from '@/lib/i18n';
import { tornadoOf, type JobFigures } from './jobs';
import { TORNADO_HEAD, TORNADO_ROW, tornadoDrawing } from './tornado-drawing';
import { MOST_BARS, tornadoTip } from './tornado-words';

interface TornadoProps {
  jobs: readonly JobFigures[];
  selected: ReadonlySet<string>;
  onSelect: (ids: ReadonlySet<string>) => void;
}

/** The jobs that move the window most, as bars around its mean; a click chooses a job. */
export function Tornado({ jobs, selected, onSelect }: TornadoProps) {
  const text = useText();
  const [measure, size] = useSize();
  const moving = tornadoOf(jobs, MOST_BARS);
  if (moving.length === 0) return <EmptyState line={text('outcome.noTornado')} />;
  const drawing = tornadoDrawing({ jobs: moving, selected, tip: (job) => tornadoTip(job, text) }, Math.max(size.width, 240));
  return (
    <div ref={measure} className="tornado">
      {size.width > 0 && (
        <Drawn
          drawing={drawing} label={text('outcome.tornadoLabel', { count: moving.length })}
          onPress={({ y }) => {
            const job = moving[Math.floor((y - TORNADO_HEAD) / TORNADO_ROW)];
            if (job !== undefined) onSelect(new Set([job.id]));
          }}
        />
      )}
    </div>
  );
}

import { useMemo, useState } from 'react';
import type { DriverKind, PlanReport } from '@/generated/asks';
import { Gantt } from '@/kit/chart';
import { useText } from '@/lib/i18n';
import { formatClock } from '@/lib/time';
import { DRIVERS } from './drivers';
import type { Names } from './names';
import type { Picture } from './picture';
import { readingAt } from './reading';

interface NightGanttProps {
  plan: PlanReport;
  picture: Picture;
  names: Names;
  selected: ReadonlySet<string>;
  onSelect: (ids: ReadonlySet<string>) => void;
}

/** The planned night, with what the colours mean and what is going on under the cursor. */
export function NightGantt({ plan, picture, names, selected, onSelect }: NightGanttProps) {
  const text = useText();
  const [cursor, setCursor] = useState<number | null>(null);
  const used = useMemo(() => new Set(Object.values(plan.nodes).map((node) => node.driver.kind)), [plan]);
  return (
    <div className="night-gantt">
      <Gantt
        label={text('simulation.gantt')} storageKey="simulation" title={text('simulation.zone', { zone: plan.zone })}
        {...picture} selected={selected} onSelect={onSelect} onCursor={setCursor}
      />
      <div className="night-reading" aria-live="off">
        {cursor === null ? <Legend used={used} /> : <ReadingLine plan={plan} cursor={cursor} names={names} />}
      </div>
    </div>
  );
}

function Legend({ used }: { used: ReadonlySet<DriverKind> }) {
  const text = useText();
  const kinds = (Object.keys(DRIVERS) as DriverKind[]).filter((kind) => used.has(kind));
  return (
    <>
      <span>{text('simulation.startsAfter')}</span>
      {kinds.map((kind) => (
        <span key={kind} className="night-legend"><i style={{ background: `var(--${DRIVERS[kind].colour})` }} />{text(DRIVERS[kind].word)}</span>
      ))}
      <span className="night-legend"><i className="night-legend-critical" />{text('simulation.critical')}</span>
      <span className="night-legend"><i className="night-legend-whisker" />{text('simulation.toP95')}</span>
      <span className="night-legend"><i className="night-legend-slack" />{text('simulation.slack')}</span>
    </>
  );
}

const MOST_NAMES = 8;

function ReadingLine({ plan, cursor, names }: { plan: PlanReport; cursor: number; names: Names }) {
  const text = useText();
  const { running, pools } = readingAt(plan, cursor, (id) => names.isBox(id));
  const named = running.slice(0, MOST_NAMES).map((id) => names.label(id)).join(', ');
  const more = running.length > MOST_NAMES ? text('simulation.andMore', { count: running.length - MOST_NAMES }) : '';
  return (
    <>
      <strong>{formatClock(cursor)}</strong>
      <span>{text('simulation.running', { count: running.length })}{named === '' ? '' : `: ${named}${more}`}</span>
      {pools.map((pool) => (
        <span key={pool.id} className={pool.waiting > 0 ? 'night-reading-waits' : ''}>
          {names.resource(pool.id)} {pool.use}/{pool.capacity}{pool.waiting > 0 ? `, ${text('simulation.poolWaits', { count: pool.waiting })}` : ''}
        </span>
      ))}
    </>
  );
}

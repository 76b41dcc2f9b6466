import type { DriverKind, PlanReport } from '@/generated/asks';
import { useText } from '@/lib/i18n';
import { formatClock } from '@/lib/time';
import { DRIVERS } from './drivers';
import type { Names } from './names';
import type { Picture } from './picture';
import { namesInWords, readingAt } from './reading';

interface NightLegendProps {
  used: ReadonlySet<DriverKind>;
  picture: Picture;
}

/** What the colours and lines of the chart mean; only those that are there. */
export function NightLegend({ used, picture }: NightLegendProps) {
  const text = useText();
  const hasWhiskers = picture.rows.some(({ bars }) => bars.some(({ whiskerTo }) => whiskerTo !== undefined));
  const hasWaits = picture.strips.some(({ waiting }) => waiting.some(([, count]) => count > 0));
  const kinds = (Object.keys(DRIVERS) as DriverKind[]).filter((kind) => used.has(kind));
  return (
    <>
      <span>{text('simulation.startsAfter')}</span>
      {kinds.map((kind) => (
        <span key={kind} className="night-legend"><i style={{ background: `var(--${DRIVERS[kind].colour})` }} />{text(DRIVERS[kind].word)}</span>
      ))}
      <span className="night-legend"><i className="night-legend-critical" />{text('simulation.critical')}</span>
      {hasWhiskers && <span className="night-legend"><i className="night-legend-whisker" />{text('simulation.toP95')}</span>}
      <span className="night-legend"><i className="night-legend-slack" />{text('simulation.slack')}</span>
      {hasWaits && <span className="night-legend"><i className="night-legend-wanted" />{text('simulation.wantedShade')}</span>}
      {picture.hasBase && <span className="night-legend"><i className="night-legend-base" />{text('simulation.before')}</span>}
    </>
  );
}

/** Everything that goes on at the moment under the cursor. */
export function ReadingLine({ plan, cursor, names }: { plan: PlanReport; cursor: number; names: Names }) {
  const text = useText();
  const { running, pools } = readingAt(plan, cursor, (id) => names.isBox(id));
  const named = namesInWords(running, names, text);
  return (
    <>
      <strong>{formatClock(cursor)}</strong>
      <span>{text('simulation.running', { count: running.length })}{named === '' ? '' : `: ${named}`}</span>
      {pools.map(({ id, use, capacity, waiting, waiters }) => (
        <span key={id} className={waiting > 0 ? 'night-reading-waits' : ''}>
          {names.resource(id)} {use}/{capacity}
          {waiting > 0 && `, ${text('simulation.poolWaits', { count: waiting })}${waiters.length > 0 ? ` (${namesInWords(waiters, names, text)})` : ''}`}
        </span>
      ))}
    </>
  );
}

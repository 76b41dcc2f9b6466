import type { ReactNode } from 'react';
import type { ChangeDetail, WindowForecast } from '@/generated/asks';
import type { Definition } from '@/generated/model';
import { Badge, Delta, Tooltip } from '@/kit';
import { useText } from '@/lib/i18n';
import { formatPercent, minus } from '@/lib/number';
import { SAFE } from '@/lib/risk';
import { formatClock, formatDuration, formatExactDuration, parseDayTime } from '@/lib/time';
import { pathChange, promises } from './outlook';

interface CardsProps {
  detail: ChangeDetail;
  whole: Definition | null;
  name: (node: string) => string;
  onChoose: (node: string) => void;
}

/** Window, P95, promises, critical path: each as it was and as it would be. */
export function Cards({ detail: { before, after }, whole, name, onChoose }: CardsProps) {
  const text = useText();
  return (
    <section className="approval-cards" aria-label={text('changes.outlook')}>
      <FigureCard title={text('changes.window')} before={before} after={after} of={(forecast) => forecast.plan_window_s}>
        {after && <small>P50 {formatDuration(after.window_s.p50)} {before && <Delta value={minus(after.window_s.p50, before.window_s.p50)} />}</small>}
      </FigureCard>
      <FigureCard title={text('changes.p95')} before={before} after={after} of={(forecast) => forecast.window_s.p95}>
        {after && <small>P80 {formatDuration(after.window_s.p80)} {before && <Delta value={minus(after.window_s.p80, before.window_s.p80)} />}</small>}
      </FigureCard>
      <PromisesCard before={before} after={after} name={name} onChoose={onChoose} />
      <PathCard before={before} after={after} whole={whole} name={name} onChoose={onChoose} />
    </section>
  );
}

interface Forecasts {
  before: WindowForecast | null;
  after: WindowForecast | null;
}

function FigureCard({ title, before, after, of, children }: Forecasts & { title: string; of: (forecast: WindowForecast) => number | null; children: ReactNode }) {
  const text = useText();
  if (after === null) return <div className="approval-card"><h2>{title}</h2><p>{text('changes.noForecast')}</p></div>;
  const now = of(after);
  return (
    <div className="approval-card">
      <h2>{title}</h2>
      <p className="approval-figures">
        {before && <span className="approval-before">{formatDuration(of(before))} →</span>}
        <Tooltip text={formatExactDuration(now)}><strong tabIndex={0}>{formatDuration(now)}</strong></Tooltip>
        {before ? <Delta value={minus(now, of(before))} /> : <small>{text('changes.nothingBefore')}</small>}
      </p>
      {children}
    </div>
  );
}

function PromisesCard({ before, after, name, onChoose }: Forecasts & Pick<CardsProps, 'name' | 'onChoose'>) {
  const text = useText();
  const all = promises(before, after);
  const atRisk = all.filter((each) => each.atRisk).length;
  return (
    <div className="approval-card">
      <h2>{text('changes.promises')} <Badge tone={atRisk > 0 ? 'bad' : 'good'}>{atRisk > 0 ? text('changes.atRisk', { count: atRisk }) : text('changes.noneAtRisk')}</Badge></h2>
      {all.length === 0 && <p>{text('changes.noPromises')}</p>}
      <ul className="approval-promises">
        {all.map((each) => (
          <li key={each.node} data-promise={each.node}>
            <button type="button" onClick={() => onChoose(each.node)}>{text('changes.promiseBy', { name: name(each.node), at: clockOf(each.at) })}</button>
            {each.before !== null && <span className="approval-before">{formatPercent(each.before)} →</span>}
            <span className={each.after !== null && each.after < SAFE ? 'approval-risky' : ''}>{each.after === null ? text('changes.noLonger') : formatPercent(each.after)}</span>
            {each.before !== null && each.after !== null && <Delta value={each.after - each.before} as="points" good="more" />}
          </li>
        ))}
      </ul>
    </div>
  );
}

function PathCard({ before, after, whole, name, onChoose }: Forecasts & Pick<CardsProps, 'whole' | 'name' | 'onChoose'>) {
  const text = useText();
  const change = pathChange(before, after, whole);
  const moved = change.joined.length + change.left.length > 0;
  const names = (ids: readonly string[]) => ids.map((id, index) => (
    <span key={id}>{index > 0 && ', '}<button type="button" onClick={() => onChoose(id)}>{name(id)}</button></span>
  ));
  return (
    <div className="approval-card">
      <h2>{text('changes.criticalPath')} {before && <Badge tone={moved ? 'caution' : 'plain'}>{moved ? text('changes.pathMoved') : text('changes.pathSame')}</Badge>}</h2>
      {before && moved && <p className="approval-path approval-before">{change.before.join(' > ')}</p>}
      <p className="approval-path approval-path-after">{change.after.join(' > ')}</p>
      {change.joined.length > 0 && <p className="approval-nodes">{text('changes.joins')} {names(change.joined)}</p>}
      {change.left.length > 0 && <p className="approval-nodes">{text('changes.leaves')} {names(change.left)}</p>}
    </div>
  );
}

/** `05:00+1` as the file has it, without the day when it is the business date's own. */
function clockOf(dayTime: string): string {
  const seconds = parseDayTime(dayTime);
  return seconds === null ? dayTime : formatClock(seconds);
}

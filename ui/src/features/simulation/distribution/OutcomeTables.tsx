import type { ForecastReport, PlanReport, Split } from '@/generated/asks';
import { Badge, Icon, Tooltip } from '@/kit';
import { useText } from '@/lib/i18n';
import { formatPercent, plus } from '@/lib/number';
import { riskOf } from '@/lib/risk';
import { clockOfInstant, formatClock, formatDuration, formatExactDuration } from '@/lib/time';
import type { Names } from '../names';
import { beginClock } from '../picture';
import { SplitBar } from '../SplitBar';
import { chanceWords, deadlinesByRisk, isUncertain } from './marks';
import { doubtWords } from './words';

interface OutcomeTablesProps {
  plan: PlanReport;
  forecast: ForecastReport;
  names: Names;
}

const SHOWN = ['p50', 'p80', 'p90', 'p95', 'p99'] as const;

/** The figures beside the histogram: percentiles, deadlines, and what the window is spent on. */
export function OutcomeTables({ plan, forecast, names }: OutcomeTablesProps) {
  const text = useText();
  const { split } = forecast;
  const splits: [string, Split | null][] = [[text('outcome.mean'), split.mean], [text('outcome.nightAt', { percentile: 'P50' }), split.p50], [text('outcome.nightAt', { percentile: 'P95' }), split.p95]];
  return (
    <div className="outcome">
      {forecast.uncertain && <p className="outcome-doubt" role="note"><Icon name="warning" size={14} />{doubtWords(forecast, text)}</p>}
      <PercentileTable plan={plan} forecast={forecast} />
      <DeadlineTable plan={plan} forecast={forecast} names={names} />
      <h3 title={text('simulation.whereTimeGoesTip')}>{text('simulation.whereTimeGoes')}</h3>
      {splits.map(([title, each]) => (
        <div key={title} className="outcome-split">
          <h4>{title}</h4>
          {each === null ? <small>{text('outcome.noEnd')}</small> : <SplitBar split={each} />}
        </div>
      ))}
      <small className="outcome-note">{text('outcome.studied', { count: forecast.studied })}</small>
    </div>
  );
}

function PercentileTable({ plan, forecast }: Omit<OutcomeTablesProps, 'names'>) {
  const text = useText();
  const begin = beginClock(plan);
  return (
    <table className="figures-table">
      <caption>{text('outcome.percentiles')}</caption>
      <thead><tr><th scope="col">{text('outcome.percentile')}</th><th scope="col">{text('outcome.windowLength')}</th><th scope="col">{text('simulation.binEnd')}</th></tr></thead>
      <tbody>
        {SHOWN.map((each) => {
          const seconds = forecast.window_s[each];
          const doubt = isUncertain(forecast, each);
          return (
            <tr key={each} className={doubt ? 'figures-doubt' : ''}>
              <th scope="row">{each.toUpperCase()} {doubt && <Badge tone="caution">{text('outcome.uncertain')}</Badge>}</th>
              <td title={formatExactDuration(seconds)}>{formatDuration(seconds)}</td>
              <td>{formatClock(plus(begin, seconds))}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function DeadlineTable({ plan, forecast, names }: OutcomeTablesProps) {
  const text = useText();
  if (forecast.deadlines.length === 0) return <p className="outcome-note">{text('simulation.noDeadlines')}</p>;
  const due = new Map(plan.deadlines.map((each) => [each.node, each]));
  const order = new Map(deadlinesByRisk(plan, forecast).map(({ node }, index) => [node, index]));
  const place = (node: string) => order.get(node) ?? order.size;
  return (
    <table className="figures-table">
      <caption>{text('simulation.deadlines')}</caption>
      <thead><tr><th scope="col">{text('scenario.node')}</th><th scope="col">{text('outcome.due')}</th><th scope="col">P95</th><th scope="col">{text('outcome.inTime')}</th></tr></thead>
      <tbody>
        {forecast.deadlines.toSorted((a, b) => place(a.node) - place(b.node)).map((each) => {
          const planned = due.get(each.node);
          const late = forecast.nodes[each.node]?.finish_s.p95;
          const tip = each.interval === undefined ? '' : text('outcome.interval', { from: formatPercent(each.interval[0]), to: formatPercent(each.interval[1]) });
          return (
            <tr key={each.node} data-deadline={each.node}>
              <th scope="row" className="figures-name" title={names.label(each.node)}>{names.label(each.node)}</th>
              <td>{planned === undefined ? each.at : formatClock(clockOfInstant(planned.at, plan.business_date, plan.zone))}</td>
              <td>{late === undefined ? '–' : formatClock(plus(beginClock(plan), late))}</td>
              <td><Tooltip text={tip}><span tabIndex={0}><Badge tone={riskOf(each.probability)}>{chanceWords(each, forecast.samples)}</Badge></span></Tooltip></td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

import type { ReactNode } from 'react';
import type { Workflow } from '@/document';
import type { ForecastReport, PlanReport } from '@/generated/asks';
import { Badge, Delta, Icon, Tooltip } from '@/kit';
import { useText } from '@/lib/i18n';
import { minus, plus } from '@/lib/number';
import { riskOf } from '@/lib/risk';
import { clockOfInstant, formatClock, formatDuration, formatExactDuration } from '@/lib/time';
import { classWord } from './DateChoice';
import { chanceWords, deadlinesByRisk } from './distribution/marks';
import { Forecasting } from './Forecasting';
import type { Names } from './names';
import { useNight } from './night-store';
import { beginClock } from './picture';
import { SplitBar } from './SplitBar';

interface FiguresProps {
  plan: PlanReport;
  forecast: ForecastReport | null;
  names: Names;
  workflow: Workflow;
}

/** The night in figures: its window, how far that spreads, what is promised and where the time goes. */
export function Figures({ plan, forecast, names, workflow }: FiguresProps) {
  const text = useText();
  const strip = workflow.use((state) => state.assessment.strip);
  const begin = beginClock(plan);
  const published = strip?.published_window_s ?? null;
  const hasChanges = useNight((night) => (night.wanted?.verbs.length ?? 0) > 0);
  // A change that is not planned yet has no difference: what is shown until then is the document's own night.
  const base = useNight((night) => (hasChanges && night.basePlan !== plan ? night.basePlan : null));
  // Between different nights, or more of them, the difference would be chance.
  const baseForecast = useNight((night) => (base !== null && night.baseForecast?.samples === forecast?.samples ? night.baseForecast : null));
  const ends = (seconds: number | null) => (seconds === null ? text('simulation.neverEnds') : text('simulation.endsAt', { time: formatClock(begin + seconds) }));
  // The difference stands beside the end, and is the end's: an earlier start ends the night earlier and makes it no shorter.
  const earlier = base === null ? 0 : begin - beginClock(base);
  const changed = (now: number | null, before: number | null) => plus(minus(now, before), earlier);
  return (
    <section className="night-figures" aria-label={text('simulation.figures')}>
      <Figure title={text('simulation.window')} tip={formatExactDuration(plan.window_s)} value={formatDuration(plan.window_s)} note={ends(plan.window_s)}>
        {base !== null && <span className="night-figure-delta" title={text('simulation.toDocument')}><Delta value={changed(plan.window_s, base.window_s)} /></span>}
        {published !== null && base === null && (
          <span className="night-figure-delta"><Delta value={minus(plan.window_s, published)} /> {text('simulation.toVersion', { version: strip?.published_version ?? 0 })}</span>
        )}
      </Figure>
      {(['p50', 'p80', 'p95'] as const).map((each) => {
        const value = forecast?.window_s[each];
        return (
          <Figure
            key={each} title={each.toUpperCase()} value={value === undefined ? '–' : formatDuration(value)} note={value === undefined ? '' : ends(value)}
            tip={forecast === null ? '' : text('simulation.fromSamples', { count: forecast.samples, seed: forecast.seed })}
          >
            {value !== undefined && baseForecast !== null && <Delta value={changed(value, baseForecast.window_s[each])} />}
          </Figure>
        );
      })}
      <Deadlines plan={plan} forecast={forecast} names={names} />
      <div className="night-figure night-figure-wide">
        <h3 title={text('simulation.whereTimeGoesTip')}>{text('simulation.whereTimeGoes')}</h3>
        <SplitBar split={plan.split} />
      </div>
      <div className="night-figure-night">
        <span>{text('simulation.nightOf', { date: plan.business_date, day: classWord(plan.day_class, text), start: formatClock(begin), zone: plan.zone })}</span>
        <Forecasting />
      </div>
    </section>
  );
}

interface FigureProps {
  title: string;
  value: string;
  note: string;
  tip: string;
  children?: ReactNode;
}

function Figure({ title, value, note, tip, children }: FigureProps) {
  return (
    <div className="night-figure">
      <h3>{title}</h3>
      <Tooltip text={tip}><strong tabIndex={tip === '' ? undefined : 0}>{value}</strong></Tooltip>
      <small>{note} {children}</small>
    </div>
  );
}

/** Each promise: whether the plan keeps it, and in how many nights of a hundred it is kept. */
function Deadlines({ plan, forecast, names }: Omit<FiguresProps, 'workflow'>) {
  const text = useText();
  const likely = new Map(forecast?.deadlines.map((each) => [each.node, each]));
  const deadlines = deadlinesByRisk(plan, forecast);
  if (plan.deadlines.length === 0) return <div className="night-figure night-figure-deadlines"><h3>{text('simulation.deadlines')}</h3><small>{text('simulation.noDeadlines')}</small></div>;
  return (
    <div className="night-figure night-figure-deadlines">
      <h3>{text('simulation.deadlines')}</h3>
      <ul tabIndex={deadlines.length > 3 ? 0 : undefined} aria-label={text('simulation.deadlines')}>
        {deadlines.map(({ node, at, slack_s }) => {
          const chance = likely.get(node);
          const tone = slack_s < 0 ? 'bad' : riskOf(chance?.probability ?? 1);
          const time = formatClock(clockOfInstant(at, plan.business_date, plan.zone));
          return (
            <li key={node} data-deadline={node}>
              <Icon name="flag" size={12} className={`night-deadline-${tone}`} />
              <span className="night-deadline-name" title={`${names.label(node)} ${text('simulation.dueBy', { time })}`}>{names.label(node)}</span>
              <span className="night-deadline-time">{text('simulation.dueBy', { time })}</span>
              <Tooltip text={[keptWords(slack_s, text), ...(chance === undefined ? [] : [text('simulation.errorTip', { count: forecast?.samples ?? 0 })])].join(' ')}>
                <span><Badge tone={tone}>{chance === undefined ? (slack_s < 0 ? text('simulation.missed') : text('simulation.kept')) : chanceWords(chance, forecast?.samples)}</Badge></span>
              </Tooltip>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function keptWords(slack: number, text: ReturnType<typeof useText>): string {
  return slack < 0 ? text('simulation.planMisses', { time: formatDuration(-slack) }) : text('simulation.planKeeps', { time: formatDuration(slack) });
}

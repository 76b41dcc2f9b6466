import { useMemo, useState } from 'react';
import type { DeadlineForecast, ScenarioComparison, ScenarioOutcome } from '@/generated/asks';
import { Delta, Icon } from '@/kit';
import { useText } from '@/lib/i18n';
import { formatPercent } from '@/lib/number';
import { formatDuration, formatExactDuration } from '@/lib/time';
import { doubtfulDeadlines, outcomesOf, scenarioName, sharedAxis } from './comparison';
import { durationTicks } from './distribution/bins';
import type { Names } from './names';
import { OutcomeDetails } from './OutcomeDetails';
import { TinyHistogram } from './TinyHistogram';

interface ScenarioTableProps {
  comparison: ScenarioComparison;
  names: Names;
}

/** One line a scenario, the base first; a line unfolds into what moved and why. */
export function ScenarioTable({ comparison, names }: ScenarioTableProps) {
  const text = useText();
  const outcomes = useMemo(() => outcomesOf(comparison), [comparison]);
  const axis = useMemo(() => sharedAxis(outcomes), [outcomes]);
  const doubtful = useMemo(() => doubtfulDeadlines(outcomes), [outcomes]);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = (index: number) => {
    const next = new Set(open);
    if (!next.delete(index)) next.add(index);
    setOpen(next);
  };
  const ticks = axis === null ? [] : durationTicks(axis.from_s, axis.to_s, 3);
  return (
    <div className="scenario-scroll">
      <table className="scenario-table">
        <caption className="visually-hidden">{text('simulation.scenarios')}</caption>
        <thead>
          <tr>
            <th scope="col">{text('scenario.name')}</th>
            <th scope="col">
              {text('scenario.histogram')}
              {axis !== null && (
                <span className="tiny-axis">
                  {ticks.map((tick) => <i key={tick} style={{ left: `${((tick - axis.from_s) / (axis.to_s - axis.from_s)) * 100}%` }}>{formatDuration(tick)}</i>)}
                </span>
              )}
            </th>
            <th scope="col">{text('scenario.window')}</th>
            <th scope="col">P50</th>
            <th scope="col">P95</th>
            <th scope="col" title={text('scenario.differenceNote')}>{text('scenario.difference')}</th>
            <th scope="col">{text('scenario.deadlines')}</th>
          </tr>
        </thead>
        {outcomes.map((outcome, index) => (
          <tbody key={index} data-scenario={outcome.name}>
            <tr className={index === 0 ? 'scenario-base' : ''}>
              <th scope="row"><div className="scenario-title">
                {index === 0 && outcome.problems.length === 0 ? <span className="scenario-name">{text('scenario.base')}</span> : (
                  <button type="button" className="scenario-name" aria-expanded={open.has(index)} onClick={() => toggle(index)}>
                    <Icon name={open.has(index) ? 'chevron-down' : 'chevron-right'} size={12} />{scenarioName(outcome.name, text)}
                  </button>
                )}
                {outcome.against_base?.anomaly && <Icon name="warning" size={14} className="scenario-anomaly" />}
              </div></th>
              <Figures outcome={outcome} names={names} axis={axis} doubtful={doubtful} isBase={index === 0} />
            </tr>
            {open.has(index) && <tr><td colSpan={7} className="scenario-details"><OutcomeDetails outcome={outcome} names={names} /></td></tr>}
          </tbody>
        ))}
      </table>
    </div>
  );
}

interface FiguresProps {
  outcome: ScenarioOutcome;
  names: Names;
  axis: ReturnType<typeof sharedAxis>;
  doubtful: readonly string[];
  isBase: boolean;
}

function Figures({ outcome: { name, night, against_base: against, problems }, names, axis, doubtful, isBase }: FiguresProps) {
  const text = useText();
  if (night === null) return <td colSpan={6} className="scenario-cannot">{text('scenario.cannot')} {problems[0]?.message}</td>;
  const { p50, p95 } = night.window_s;
  return (
    <>
      <td>{axis !== null && <TinyHistogram name={scenarioName(name, text)} night={night} axis={axis} isBase={isBase} />}</td>
      <td><Value seconds={night.plan_window_s} delta={against?.plan_window_s ?? null} /></td>
      <td><Value seconds={p50} delta={against?.p50_s ?? null} /></td>
      <td><Value seconds={p95} delta={against?.p95_s ?? null} /></td>
      <td>{against === null || against.mean_s === null ? '–' : <><Delta value={against.mean_s} /> <small>±{formatDuration(against.mean_error_s)}</small></>}</td>
      <td>
        <Deadlines deadlines={night.deadlines} deltas={against?.deadlines ?? []} doubtful={doubtful} names={names} />
        {night.unfinished > 0 && <small className="scenario-cannot">{text('scenario.unfinished', { count: night.unfinished })}</small>}
      </td>
    </>
  );
}

interface DeadlinesProps {
  deadlines: readonly DeadlineForecast[];
  /** In the order of `deadlines`; null for one that the base has not. */
  deltas: readonly (number | null)[];
  /** Those that are told, in this order. */
  doubtful: readonly string[];
  names: Names;
}

/** The promises that are in doubt somewhere; of the others, which are kept every night, only how many there are. */
function Deadlines({ deadlines, deltas, doubtful, names }: DeadlinesProps) {
  const text = useText();
  const all = new Map(deadlines.map((deadline, at) => [deadline.node, { ...deadline, delta: deltas[at] ?? 0 }]));
  const told = doubtful.flatMap((node) => all.get(node) ?? []);
  const kept = all.size - told.length;
  return (
    <ul className="scenario-deadlines">
      {told.map(({ node, probability, delta }) => (
        <li key={node}>
          <span title={names.label(node)}>{names.label(node)}</span> <b>{formatPercent(probability)}</b> {delta !== 0 && <Delta value={delta} as="points" good="more" />}
        </li>
      ))}
      {kept > 0 && <li className="soft">{text(told.length > 0 ? 'scenario.othersKept' : 'scenario.allKept', { count: kept })}</li>}
    </ul>
  );
}

function Value({ seconds, delta }: { seconds: number | null; delta: number | null }) {
  return <><b title={formatExactDuration(seconds)}>{formatDuration(seconds)}</b> {delta !== null && <Delta value={delta} />}</>;
}

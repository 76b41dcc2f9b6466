import { useMemo } from 'react';
import type { ForecastReport, PlanReport } from '@/generated/asks';
import { EmptyState, VirtualTable, type Column } from '@/kit';
import { useText, type TextKey, type TextValues } from '@/lib/i18n';
import { formatPercent } from '@/lib/number';
import { formatClock, formatDuration } from '@/lib/time';
import { binsOf, PERCENTILES, type Bin } from './distribution';
import { Histogram, type HistogramMark } from './Histogram';
import type { Names } from './names';
import { beginClock } from './picture';

type Say = (key: TextKey, values?: TextValues) => string;

interface DistributionProps {
  plan: PlanReport;
  forecast: ForecastReport | null;
  names: Names;
  asTable: boolean;
}

/** How the window spreads over the simulated nights. */
export function Distribution({ plan, forecast, names, asTable }: DistributionProps) {
  const text = useText();
  const bins = useMemo(() => (forecast === null ? [] : binsOf(forecast.histogram)), [forecast]);
  if (forecast === null) return <EmptyState icon="chart" line={text('simulation.noForecast')} />;
  if (asTable) return <BinTable bins={bins} begin={beginClock(plan)} />;
  const { window_s: spread } = forecast;
  return (
    <div className="night-distribution">
      <Histogram bins={bins} marks={marksOf(plan, forecast, names, text)} begin={beginClock(plan)} />
      <p className="night-distribution-note">
        {text('simulation.spread', {
          samples: forecast.samples, seed: forecast.seed, mean: formatDuration(spread.mean), sd: formatDuration(spread.sd),
          min: formatDuration(spread.min), max: formatDuration(spread.max),
        })}
        {forecast.unfinished > 0 && <strong> {text('simulation.unfinished', { count: forecast.unfinished })}</strong>}
      </p>
    </div>
  );
}

/** The percentiles, the plan itself, and the promised ends. */
function marksOf(plan: PlanReport, forecast: ForecastReport, names: Names, say: Say): HistogramMark[] {
  const percentiles = PERCENTILES.map((each): HistogramMark => ({
    at_s: forecast.window_s[each], label: `${each.toUpperCase()} ${formatDuration(forecast.window_s[each])}`, kind: 'percentile',
  }));
  const ends = plan.deadlines.filter(({ node }) => names.isEnd(node)).map(({ at }): HistogramMark => {
    const at_s = (at - plan.start) / 1000;
    return { at_s, label: say('simulation.dueBy', { time: formatClock(beginClock(plan) + at_s) }), kind: 'deadline' };
  });
  return [...percentiles, ...ends, { at_s: plan.window_s, label: `${say('simulation.plan')} ${formatDuration(plan.window_s)}`, kind: 'plan' }];
}

function BinTable({ bins, begin }: { bins: readonly Bin[]; begin: number }) {
  const text = useText();
  const columns: Column<Bin>[] = [
    { id: 'from', title: text('simulation.binFrom'), width: 120, align: 'end', value: (bin) => bin.from_s, render: (bin) => formatDuration(bin.from_s) },
    { id: 'to', title: text('simulation.binTo'), width: 120, align: 'end', value: (bin) => bin.to_s, render: (bin) => formatDuration(bin.to_s) },
    { id: 'end', title: text('simulation.binEnd'), width: 120, align: 'end', value: (bin) => bin.to_s, render: (bin) => formatClock(begin + bin.to_s) },
    { id: 'count', title: text('simulation.nights'), width: 100, align: 'end', value: (bin) => bin.count },
    { id: 'share', title: text('simulation.share'), width: 100, align: 'end', value: (bin) => bin.share, render: (bin) => formatPercent(bin.share) },
    { id: 'cumulative', title: text('simulation.cumulative'), width: 140, align: 'end', value: (bin) => bin.cumulative, render: (bin) => formatPercent(bin.cumulative) },
  ];
  return <VirtualTable label={text('simulation.distribution')} columns={columns} rows={bins} rowKey={(bin) => String(bin.from_s)} storageKey="simulation.bins" />;
}

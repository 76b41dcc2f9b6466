import { useMemo } from 'react';
import { EmptyState, SplitPane, VirtualTable, type Column } from '@/kit';
import { useText } from '@/lib/i18n';
import { formatPercent } from '@/lib/number';
import { formatClock, formatDuration } from '@/lib/time';
import type { NightViewProps } from '../night-view';
import { beginClock } from '../picture';
import { SamplingFields } from '../SamplingFields';
import { binsOf, type Bin } from './bins';
import { Histogram } from './Histogram';
import { marksOf } from './marks';
import { OutcomeTables } from './OutcomeTables';
import './distribution.css';

/** How the window spreads over the simulated nights: the picture, and the figures beside it. */
export function Distribution({ plan, forecast, names, asTable }: NightViewProps) {
  const text = useText();
  const bins = useMemo(() => (forecast === null ? [] : binsOf(forecast.histogram, forecast.samples)), [forecast]);
  if (forecast === null) {
    return (
      <div className="distribution">
        <EmptyState icon="chart" line={text('simulation.noForecast')} />
        <div className="distribution-foot"><SamplingFields layout="row" /></div>
      </div>
    );
  }
  const begin = beginClock(plan);
  const { window_s: spread } = forecast;
  return (
    <SplitPane storageKey="simulation.outcome" split="columns" sized="second" initial={420} min={280} max={700}>
      <div className="distribution">
        {asTable ? <BinTable bins={bins} begin={begin} /> : (
          <Histogram bins={bins} marks={marksOf(plan, forecast, names, text)} begin={begin} uncertainFrom={forecast.uncertain ? spread.p90 : null} />
        )}
        <div className="distribution-foot">
          <SamplingFields layout="row" />
          <p>
            {text('simulation.spread', {
              count: forecast.samples, seed: forecast.seed, mean: formatDuration(spread.mean), sd: formatDuration(spread.sd),
              min: formatDuration(spread.min), max: formatDuration(spread.max),
            })}
            {forecast.unfinished > 0 && <strong> {text('simulation.unfinished', { count: forecast.unfinished })}</strong>}
          </p>
        </div>
      </div>
      <OutcomeTables plan={plan} forecast={forecast} names={names} />
    </SplitPane>
  );
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

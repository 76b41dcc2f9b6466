import { useMemo } from 'react';
import type { BacktestNight, BacktestReport } from '@/generated/asks';
import { Badge, SplitPane, VirtualTable, type Column } from '@/kit';
import { Drawn, useSize } from '@/kit/chart';
import { useText } from '@/lib/i18n';
import { formatPercent, formatSigned } from '@/lib/number';
import { formatDuration } from '@/lib/time';
import type { Names } from '../names';
import { AccuracyTable } from './AccuracyTable';
import { backtestDrawing } from './backtest-drawing';
import { isInside, nodeAccuracies, type NodeAccuracy } from './calibration';

interface BacktestProps {
  report: BacktestReport;
  names: Names;
  asTable: boolean;
}

/** How predictions held: night by night, as shares of nights, and job by job. */
export function Backtest({ report, names, asTable }: BacktestProps) {
  const text = useText();
  return (
    <SplitPane storageKey="simulation.backtest" split="rows" sized="second" initial={260} min={120} max={700}>
      <div className="backtest">
        <div className="backtest-whole">
          <section className="backtest-nights">
            {asTable ? <NightTable nights={report.nights} /> : <NightPicture nights={report.nights} />}
            {report.not_predicted > 0 && <p className="outcome-note">{text('calibration.notPredicted', { count: report.not_predicted })}</p>}
          </section>
          <AccuracyTable report={report} />
        </div>
      </div>
      <NodeTable report={report} names={names} />
    </SplitPane>
  );
}

function NightPicture({ nights }: { nights: readonly BacktestNight[] }) {
  const text = useText();
  const [measure, size] = useSize();
  return (
    <>
      <ul className="backtest-legend">
        <li><i className="backtest-bar" />{text('calibration.legendForecast')}</li>
        <li><i className="backtest-kept" />{text('calibration.legendKept')}</li>
        <li><i className="backtest-inside" />{text('calibration.legendInside')}</li>
        <li><i className="backtest-outside" />{text('calibration.legendOutside')}</li>
        <li><i className="backtest-naive" />{text('calibration.legendNaive')}</li>
      </ul>
      <div ref={measure} className="backtest-picture">
        {size.width > 0 && (
          <Drawn drawing={backtestDrawing({ nights, tip: (night) => nightTip(night, text) }, size)} label={text('calibration.pictureLabel', { count: nights.length })} />
        )}
      </div>
    </>
  );
}

/** A night in a few lines. */
export function nightTip(night: BacktestNight, say: ReturnType<typeof useText>): string {
  return say('calibration.nightTip', {
    night: night.business_date ?? night.run, actual: formatDuration(night.actual_s), p10: formatDuration(night.p10_s), p50: formatDuration(night.p50_s),
    p90: formatDuration(night.p90_s), naive: formatDuration(night.naive_s),
  });
}

function NightTable({ nights }: { nights: readonly BacktestNight[] }) {
  const text = useText();
  const length = (id: 'actual_s' | 'p10_s' | 'p50_s' | 'p90_s' | 'p95_s' | 'naive_s', title: string): Column<BacktestNight> =>
    ({ id, title, width: 100, align: 'end', value: (night) => night[id], render: (night) => formatDuration(night[id]) });
  const columns: Column<BacktestNight>[] = [
    { id: 'date', title: text('simulation.businessDate'), width: 110, value: (night) => night.business_date ?? night.run },
    length('actual_s', text('calibration.actual')), length('p10_s', 'P10'), length('p50_s', 'P50'), length('p90_s', 'P90'), length('p95_s', 'P95'),
    length('naive_s', text('calibration.naive')),
    {
      id: 'inside', title: text('calibration.outcome'), width: 140, value: (night) => Number(isInside(night)),
      render: (night) => <Badge tone={isInside(night) ? 'good' : 'caution'}>{text(isInside(night) ? 'calibration.inside' : 'calibration.outside')}</Badge>,
    },
  ];
  return <VirtualTable label={text('calibration.byNight')} columns={columns} rows={nights} rowKey={(night) => `${night.run} ${night.business_date ?? ''}`} storageKey="simulation.backtestNights" />;
}

function NodeTable({ report, names }: Pick<BacktestProps, 'report' | 'names'>) {
  const text = useText();
  const rows = useMemo(() => nodeAccuracies(report, names), [report, names]);
  const share = (id: 'within_p50' | 'within_p80' | 'within_p95' | 'p10_to_p90', title: string): Column<NodeAccuracy> =>
    ({ id, title, width: 96, align: 'end', value: (row) => row[id], render: (row) => optional(row[id]) });
  const columns: Column<NodeAccuracy>[] = [
    { id: 'label', title: text('chart.row'), width: 260, value: (row) => row.label },
    { id: 'n', title: 'n', width: 60, align: 'end', value: (row) => row.n },
    share('within_p50', '≤ P50'), share('within_p80', '≤ P80'), share('within_p95', '≤ P95'), share('p10_to_p90', 'P10 – P90'),
    { id: 'bias', title: text('calibration.bias'), width: 110, align: 'end', value: (row) => row.bias, render: (row) => signedShare(row.bias) },
    { id: 'error', title: text('calibration.error'), width: 190, align: 'end', value: (row) => row.median_absolute_error, render: (row) => formatPercent(row.median_absolute_error) },
  ];
  return <VirtualTable label={text('calibration.byJob')} columns={columns} rows={rows} rowKey={(row) => row.id} storageKey="simulation.backtestJobs" />;
}

/** What rounds to nothing has no sign. */
export function signedShare(share: number): string {
  if (Math.abs(share) < 0.0005) return formatSigned(0, (size) => formatPercent(size));
  return formatSigned(share, (size) => formatPercent(size));
}

function optional(share: number | null): string {
  return share === null ? '–' : formatPercent(share, 0);
}

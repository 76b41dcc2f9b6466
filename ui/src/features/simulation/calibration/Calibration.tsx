import { useEffect } from 'react';
import { useAsk } from '@/backend';
import { EmptyState, ErrorNotice, SplitPane } from '@/kit';
import { useText } from '@/lib/i18n';
import { Running } from '../Forecasting';
import type { NightViewProps } from '../night-view';
import { Backtest } from './Backtest';
import { BacktestForm } from './BacktestForm';
import { backtesting } from './calibration';
import { FitPanel } from './FitPanel';
import { HistoryPanel } from './HistoryPanel';
import './calibration.css';

/** What was predicted against what came, what is recorded, and durations fitted to it. */
export function Calibration({ workflow, names, asTable }: NightViewProps) {
  const text = useText();
  const { document } = workflow;
  const { data: history, error, refresh } = useAsk('history.show', { document });
  const { wanted, answer, problem, progress } = backtesting.use();
  useEffect(() => backtesting.stop, []);
  const isMine = wanted?.document === document;
  const hasNights = history !== undefined && history.nights > 0;
  return (
    <SplitPane storageKey="simulation.calibration" split="columns" sized="first" initial={400} min={300} max={800}>
      <div className="calibration-side">
        {error !== undefined && <ErrorNotice notice={error} />}
        <HistoryPanel document={document} history={history} onImported={refresh} />
        {hasNights && <BacktestForm document={document} busy={progress !== null} />}
        {hasNights && <FitPanel workflow={workflow} names={names} />}
      </div>
      <div className="calibration-main" aria-live="polite">
        <Running work={progress} label={({ done, total }) => text('calibration.predicting', { done, total })} onCancel={backtesting.stop} />
        {isMine && problem !== null && problem.code !== 'cancelled' && <ErrorNotice notice={problem} />}
        {isMine && answer !== null && <Backtest report={answer} names={names} asTable={asTable} />}
        {progress === null && !(isMine && (answer !== null || problem !== null)) && (
          <EmptyState icon="history" line={hasNights ? text('calibration.ready', { count: history.nights }) : text('calibration.empty')} />
        )}
      </div>
    </SplitPane>
  );
}

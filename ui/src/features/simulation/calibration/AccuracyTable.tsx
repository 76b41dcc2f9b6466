import type { BacktestReport } from '@/generated/asks';
import { Badge } from '@/kit';
import { useText } from '@/lib/i18n';
import { formatPercent } from '@/lib/number';
import { signedShare } from './Backtest';
import { coverageOf, type Verdict } from './calibration';

const VERDICTS = {
  held: ['good', 'calibration.held'], tooFew: ['caution', 'calibration.tooFew'], tooMany: ['caution', 'calibration.tooMany'], open: ['plain', 'calibration.open'],
} as const satisfies Record<Verdict, readonly ['good' | 'caution' | 'plain', string]>;

/** What was promised and what came, beside the naive forecast. */
export function AccuracyTable({ report }: { report: BacktestReport }) {
  const text = useText();
  const { forecast, naive } = report;
  const isBetter = forecast.median_absolute_error < naive.median_absolute_error;
  return (
    <section className="backtest-accuracy">
      <table className="figures-table">
        <caption>{text('calibration.coverage', { count: forecast.n })}</caption>
        <thead>
          <tr><td /><th scope="col">{text('calibration.promised')}</th><th scope="col">{text('calibration.came')}</th><th scope="col">{text('calibration.verdict')}</th></tr>
        </thead>
        <tbody>
          {coverageOf(report).map(({ id, title, promised, forecast: observed, verdict }) => {
            const [tone, word] = VERDICTS[verdict];
            return (
              <tr key={id}>
                <th scope="row">{text(title)}</th>
                <td>{formatPercent(promised, 0)}</td>
                <td>{observed === null ? '–' : formatPercent(observed)}</td>
                <td><Badge tone={tone}>{text(word)}</Badge></td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <table className="figures-table">
        <caption>{text('calibration.errors')}</caption>
        <thead><tr><td /><th scope="col">{text('calibration.forecast')}</th><th scope="col" title={text('calibration.naiveNote')}>{text('calibration.naive')}</th></tr></thead>
        <tbody>
          <tr><th scope="row" title={text('calibration.biasNote')}>{text('calibration.bias')}</th><td>{signedShare(forecast.bias)}</td><td>{signedShare(naive.bias)}</td></tr>
          <tr>
            <th scope="row">{text('calibration.error')}</th>
            <td><strong>{formatPercent(forecast.median_absolute_error)}</strong></td><td>{formatPercent(naive.median_absolute_error)}</td>
          </tr>
        </tbody>
      </table>
      {forecast.n > 0 && <p className="outcome-note">{text(isBetter ? 'calibration.better' : 'calibration.notBetter')}</p>}
    </section>
  );
}

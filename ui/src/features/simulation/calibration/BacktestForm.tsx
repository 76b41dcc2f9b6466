import { useState, type MouseEvent } from 'react';
import { Button, showsWrongField, TextField } from '@/kit';
import { useText } from '@/lib/i18n';
import { backtesting } from './calibration';

/** Holds forecasts against past nights, all of them or those between two dates. */
export function BacktestForm({ document, busy }: { document: number; busy: boolean }) {
  const text = useText();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const check = (typed: string) => (typed.trim() === '' || isDate(typed.trim()) ? undefined : text('simulation.badDate'));
  const run = (event: MouseEvent<HTMLButtonElement>) => {
    if (!showsWrongField(event.currentTarget)) void backtesting.start({ document, from: orNull(from), to: orNull(to) });
  };
  return (
    <section aria-label={text('calibration.backtest')}>
      <h3>{text('calibration.backtest')}</h3>
      <p className="soft">{text('calibration.what')}</p>
      <div className="tuning-form">
        <TextField label={text('calibration.from')} layout="stack" value={from} onChange={setFrom} validate={check} placeholder={text('calibration.first')} />
        <TextField label={text('calibration.to')} layout="stack" value={to} onChange={setTo} validate={check} placeholder={text('calibration.last')} />
        <Button kind="primary" icon="history" busy={busy} onClick={run}>{text('calibration.run')}</Button>
      </div>
    </section>
  );
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

function orNull(typed: string): string | null {
  const date = typed.trim();
  return isDate(date) ? date : null;
}

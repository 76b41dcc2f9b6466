import { useState } from 'react';
import type { BoundReport } from '@/generated/asks';
import { Badge, Button, ErrorNotice, SelectField } from '@/kit';
import { useText } from '@/lib/i18n';
import { formatDuration } from '@/lib/time';
import { Running } from '../Forecasting';
import type { WorkState } from '../long-work';
import { bounding, gapWords, partsOf, type BoundWanted, type NightOf } from './tuning';

interface BoundPanelProps {
  night: NightOf;
  state: WorkState<BoundWanted, BoundReport>;
  /** What is proven of this very night; null while nothing is. */
  proven: BoundReport | null;
}

const SECONDS = ['5', '15', '60', '300'] as const;

/** The bound of the window: how far it is proven, by which part, and a search for a better proof. */
export function BoundPanel({ night, state, proven }: BoundPanelProps) {
  const text = useText();
  const [seconds, setSeconds] = useState<string>('15');
  const { progress, problem } = state;
  return (
    <section aria-label={text('tuning.bound')}>
      <h3>{text('tuning.bound')}</h3>
      {proven !== null && (
        <>
          <p className={`tuning-gap ${proven.proven ? 'tuning-best' : ''}`}><strong>{gapWords(proven.window_s, proven.bound_s, text)}</strong></p>
          <PartTable report={proven} />
          {proven.because !== '' && <details className="advice-whole"><summary>{text('tuning.because')}</summary><p lang="en" className="selectable">{proven.because}</p></details>}
        </>
      )}
      <Running work={progress} label={() => text('tuning.proving')} onCancel={bounding.stop} />
      {problem !== null && problem.code !== 'cancelled' && <ErrorNotice notice={problem} />}
      {proven?.proven !== true && (
        <div className="tuning-form">
          <SelectField label={text('tuning.search')} value={seconds} options={SECONDS.map((value) => ({ value, label: formatDuration(Number(value)) }))} onChange={setSeconds} />
          <Button busy={progress !== null} onClick={() => void bounding.start({ ...night, seconds: Number(seconds) })}>{text('tuning.prove')}</Button>
        </div>
      )}
    </section>
  );
}

/** Each way of proving as a bar against the window. */
function PartTable({ report }: { report: BoundReport }) {
  const text = useText();
  const longest = Math.max(report.window_s ?? 0, report.bound_s, 1e-9);
  return (
    <table className="figures-table tuning-parts">
      <caption className="visually-hidden">{text('tuning.parts')}</caption>
      <tbody>
        {partsOf(report, text).map(({ name, seconds, isBest }) => (
          <tr key={name}>
            <th scope="row">{name} {isBest && <Badge tone="accent">{text('tuning.proves')}</Badge>}</th>
            <td><span className="tuning-bar"><i style={{ width: `${(seconds / longest) * 100}%` }} /></span></td>
            <td>{formatDuration(seconds)}</td>
          </tr>
        ))}
        {report.window_s !== null && (
          <tr>
            <th scope="row">{text('tuning.window')}</th>
            <td><span className="tuning-bar tuning-window"><i style={{ width: `${(report.window_s / longest) * 100}%` }} /></span></td>
            <td>{formatDuration(report.window_s)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

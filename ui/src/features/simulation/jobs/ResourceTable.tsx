import type { ResourceForecast } from '@/generated/asks';
import { Icon } from '@/kit';
import { useText } from '@/lib/i18n';
import { formatPercent } from '@/lib/number';
import { formatDuration } from '@/lib/time';
import type { Names } from '../names';

/** Which pools and locks held the window up: in how many nights, and for how long. */
export function ResourceTable({ resources, names }: { resources: readonly ResourceForecast[]; names: Names }) {
  const text = useText();
  if (resources.length === 0) return <p className="outcome-note">{text('outcome.noResources')}</p>;
  return (
    <table className="figures-table">
      <caption>{text('outcome.resources')}</caption>
      <thead>
        <tr>
          <th scope="col">{text('outcome.resource')}</th>
          <th scope="col" title={text('outcome.droveTip')}>{text('outcome.drove')}</th>
          <th scope="col">{text('outcome.meanWait')}</th>
          <th scope="col" title={text('outcome.p95WaitTip')}>{text('outcome.p95Wait')}</th>
        </tr>
      </thead>
      <tbody>
        {resources.map(({ kind, id, drove, mean_wait_s, p95_wait_s }) => (
          <tr key={`${kind} ${id}`} className={drove === 0 ? 'figures-doubt' : ''}>
            <th scope="row" className="figures-name" title={names.resource(id)}>
              <span className="figures-icon"><Icon name={kind === 'lock' ? 'lock' : 'pool'} size={12} /><span>{names.resource(id)}</span></span>
            </th>
            <td><Share value={drove} /></td>
            <td>{formatDuration(mean_wait_s)}</td>
            <td>{formatDuration(p95_wait_s)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A share as a short bar and a figure. */
export function Share({ value }: { value: number }) {
  return (
    <span className="share">
      <span className="share-bar"><i style={{ width: `${Math.min(Math.max(value, 0), 1) * 100}%` }} /></span>
      <span className="share-figure">{formatPercent(value)}</span>
    </span>
  );
}

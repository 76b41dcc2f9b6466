import { useState } from 'react';
import { contentOf, type Workflow } from '@/document';
import type { TuneReport } from '@/generated/asks';
import type { Definition } from '@/generated/model';
import { Button, Delta, Icon } from '@/kit';
import { useText } from '@/lib/i18n';
import { go } from '@/lib/navigation';
import { formatNumber } from '@/lib/number';
import { formatDuration } from '@/lib/time';
import type { Names } from '../names';
import { acceptedTuning, gapWords, newPriorities, whyNothing, type NewPriority } from './tuning';

interface TuneAnswerProps {
  workflow: Workflow;
  report: TuneReport;
  /** The best bound that is known. */
  bound_s: number;
  /** The document has changed since. */
  isOld: boolean;
  whole: Definition | null;
  names: Names;
}

/** What tuning found: the window before and after, what is to be changed for it, and the way to accept it. */
export function TuneAnswer({ workflow, report, bound_s, isOld, whole, names }: TuneAnswerProps) {
  const text = useText();
  const [accepted, setAccepted] = useState<{ report: TuneReport; priorities: NewPriority[] } | null>(null);
  const isAccepted = accepted?.report === report;
  // Once they are in the draft it no longer says what they were.
  const priorities = isAccepted ? accepted.priorities : newPriorities(report, whole);
  const accept = () => {
    workflow.edit(report.edits);
    workflow.settled().then(() => acceptedTuning.set({ answer: report, content: contentOf(workflow.state) }), () => undefined);
    setAccepted({ report, priorities });
  };
  return (
    <article className="tuned" aria-label={text('tuning.answer')}>
      <p className={`advice-conclusion ${report.offered ? 'advice-reached' : 'advice-missed'}`}>
        <Icon name={report.offered ? 'check' : 'info'} size={16} />
        <strong>{report.offered ? text('tuning.offered', { gain: formatDuration(report.window_before_s - report.window_s) }) : text('tuning.notOffered')}</strong>
      </p>
      {!report.offered && <p className="soft selectable">{whyNothing(report, text)}</p>}
      <BeforeAfter report={report} />
      {report.nights !== null && <p className="soft">{text('tuning.nights', { count: report.nights })}</p>}
      <p className="soft">{gapWords(report.window_s, bound_s, text)}</p>
      {report.offered && (
        <div className="advice-actions">
          <Button kind="primary" icon="check" disabled={isOld || isAccepted} tip={isOld && !isAccepted ? text('tuning.outdated') : text('tuning.acceptTip')} onClick={accept}>{text('tuning.accept')}</Button>
          {isAccepted && (
            <span role="status">{text('tuning.accepted')} <Button kind="quiet" icon="design" onClick={() => go('design')}>{text('simulation.showInDesign')}</Button></span>
          )}
        </div>
      )}
      {isOld && !isAccepted && <p className="night-note night-note-caution">{text('tuning.outdated')}</p>}
      {priorities.length > 0 && (
        <table className="figures-table tuning-list">
          <caption>{text('tuning.priorities', { count: priorities.length })}</caption>
          <thead><tr><th scope="col">{text('scenario.node')}</th><th scope="col">{text('tuning.was')}</th><th scope="col">{text('tuning.becomes')}</th></tr></thead>
          <tbody>
            {priorities.map(({ node, before, after }) => (
              <tr key={node}><th scope="row" title={node}>{names.label(node)}</th><td>{before === null ? '–' : formatNumber(before)}</td><td>{formatNumber(after)}</td></tr>
            ))}
          </tbody>
        </table>
      )}
      {report.edges.length > 0 && (
        <table className="figures-table tuning-list">
          <caption>{text('tuning.edges', { count: report.edges.length })}</caption>
          <tbody>
            {report.edges.map(([from, to]) => <tr key={`${from} ${to}`}><th scope="row">{text('scenario.addEdge', { from: names.label(from), to: names.label(to) })}</th></tr>)}
          </tbody>
        </table>
      )}
    </article>
  );
}

function BeforeAfter({ report }: { report: TuneReport }) {
  const text = useText();
  const rows: [string, number | null, number | null][] = [
    [text('simulation.window'), report.window_before_s, report.window_s], ['P50', report.p50_before_s, report.p50_s], ['P95', report.p95_before_s, report.p95_s],
  ];
  return (
    <table className="figures-table tuning-list">
      <caption className="visually-hidden">{text('tuning.answer')}</caption>
      <thead><tr><td /><th scope="col">{text('tuning.was')}</th><th scope="col">{text('tuning.becomes')}</th><th scope="col">{text('tuning.gain')}</th></tr></thead>
      <tbody>
        {rows.map(([title, before, after]) => (
          <tr key={title}>
            <th scope="row">{title}</th>
            <td>{before === null ? '–' : formatDuration(before)}</td>
            <td>{after === null ? '–' : formatDuration(after)}</td>
            <td>{before === null || after === null ? '–' : <Delta value={after - before} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { useEffect, useRef, useState } from 'react';
import { ask, toAskError, type AskError } from '@/backend';
import { contentOf, type Workflow } from '@/document';
import type { FitReport } from '@/generated/asks';
import type { Estimate } from '@/generated/model';
import { Badge, Button, ErrorNotice } from '@/kit';
import { useText } from '@/lib/i18n';
import { go } from '@/lib/navigation';
import { formatPercent, formatSigned } from '@/lib/number';
import type { Names } from '../names';
import { estimateParts, estimateWords } from '../verb-words';

interface FitPanelProps {
  workflow: Workflow;
  names: Names;
}

type Fitted = { report: FitReport; content: string } | { problem: AskError };

/** Durations fitted to what is recorded: a preview of what would be written, and the way to write it. */
export function FitPanel({ workflow, names }: FitPanelProps) {
  const text = useText();
  const content = workflow.use(contentOf);
  const [busy, setBusy] = useState(false);
  const [fitted, setFitted] = useState<Fitted | null>(null);
  const [isAccepted, setAccepted] = useState(false);
  const section = useRef<HTMLElement>(null);
  // What was asked for comes up below the button, which may stand at the edge of what is seen.
  useEffect(() => {
    if (fitted !== null) section.current?.scrollIntoView?.({ block: 'nearest' });
  }, [fitted]);
  const fit = () => {
    setBusy(true);
    setAccepted(false);
    ask('history.fit', { document: workflow.document }).then(
      (report) => setFitted({ report, content }),
      (problem: unknown) => setFitted({ problem: toAskError(problem, 'history.fit') }),
    ).finally(() => setBusy(false));
  };
  const accept = (report: FitReport) => {
    workflow.edit(report.edits);
    setAccepted(true);
  };
  return (
    <section ref={section} aria-label={text('calibration.fit')}>
      <h3>{text('calibration.fit')}</h3>
      <p className="soft">{text('calibration.fitWhat')}</p>
      <Button icon="chart" busy={busy} onClick={fit}>{text('calibration.fitPreview')}</Button>
      {fitted !== null && 'problem' in fitted && <ErrorNotice notice={fitted.problem} />}
      {fitted !== null && 'report' in fitted && (
        <>
          <FitPreview report={fitted.report} names={names} />
          {fitted.report.other_files.length > 0 && <p className="outcome-note">{text('calibration.otherFiles', { files: fitted.report.other_files.join(', ') })}</p>}
          <div className="advice-actions">
            <Button kind="primary" icon="check" done={isAccepted} disabled={!isAccepted && (fitted.content !== content || fitted.report.edits.length === 0)} onClick={() => accept(fitted.report)}>{text('calibration.accept')}</Button>
            {isAccepted
              ? <span role="status">{text('tuning.accepted')} <Button kind="quiet" icon="design" onClick={() => go('design')}>{text('simulation.showInDesign')}</Button></span>
              : fitted.content !== content && <span className="soft">{text('calibration.fitOld')}</span>}
          </div>
        </>
      )}
    </section>
  );
}

function FitPreview({ report, names }: { report: FitReport; names: Names }) {
  const text = useText();
  const nodes = Object.entries(report.nodes).sort(([, a], [, b]) => b.n - a.n);
  return (
    <>
      <dl className="facts calibration-facts">
        {report.overhead !== null && <><dt>{text('calibration.overhead')}</dt><dd>{estimateWords(report.overhead)}</dd></>}
        {report.slow_night_sigma !== null && <><dt>{text('calibration.slowNight')}</dt><dd>σ {report.slow_night_sigma.toFixed(3)}</dd></>}
        {report.without_history.length > 0 && <><dt>{text('calibration.without')}</dt><dd title={report.without_history.join(', ')}>{report.without_history.length}</dd></>}
      </dl>
      <div className="calibration-fit">
        <table className="figures-table">
          <caption>{text('calibration.fitted', { count: nodes.length, nights: report.nights })}</caption>
          <thead><tr><th scope="col">{text('chart.row')}</th><th scope="col">n</th><th scope="col">{text('tuning.was')}</th><th scope="col">{text('tuning.becomes')}</th><th scope="col">{text('calibration.trend')}</th></tr></thead>
          <tbody>
            {nodes.map(([id, { n, before, estimate, trend, uncertain }]) => (
              <tr key={id}>
                <th scope="row" className="figures-name" title={id}>{names.label(id)}</th>
                <td>{n}{uncertain && <small className="fit-spread"><Badge tone="caution">{text('outcome.uncertain')}</Badge></small>}</td>
                <td>{before === null ? '–' : <Length of={before} />}</td>
                <td><Length of={estimate} /></td>
                <td>{trend === null ? '–' : formatSigned(trend / 100, (size) => formatPercent(size))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {report.notes.length > 0 && (
        <details className="advice-whole"><summary>{text('calibration.rules')}</summary><ul lang="en" className="selectable">{report.notes.map((note) => <li key={note}>{note}</li>)}</ul></details>
      )}
    </>
  );
}

/** A length, and below it how it spreads: beside each other they are too wide for a panel. */
function Length({ of }: { of: Estimate }) {
  const { length, spread } = estimateParts(of);
  return <>{length}{spread !== null && <small className="fit-spread">{spread}</small>}</>;
}

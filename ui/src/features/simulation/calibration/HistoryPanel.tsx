import { useState } from 'react';
import { ask, fileChooser, toAskError, type AskError } from '@/backend';
import type { HistorySummary } from '@/generated/asks';
import { Button, ErrorNotice, TextField } from '@/kit';
import { useText, type TextKey } from '@/lib/i18n';

interface HistoryPanelProps {
  document: number;
  history: HistorySummary | undefined;
  onImported: () => void;
}

const REASONS: Readonly<Record<string, TextKey>> = {
  forced: 'calibration.forced', skipped: 'calibration.skipped', failed: 'calibration.failed', outlier: 'calibration.outlier', incomplete: 'calibration.incomplete',
};

/** What is recorded of the workflow, and a way to record more from a file. */
export function HistoryPanel({ document, history, onImported }: HistoryPanelProps) {
  const text = useText();
  const [path, setPath] = useState('');
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<{ added: number } | { problem: AskError } | null>(null);
  const read = () => {
    setBusy(true);
    setOutcome(null);
    ask('history.import', { document, path: path.trim() }).then(
      ({ added }) => {
        setOutcome({ added: added ?? 0 });
        onImported();
      },
      (problem: unknown) => setOutcome({ problem: toAskError(problem, 'history.import') }),
    ).finally(() => setBusy(false));
  };
  const reason = (word: string) => (REASONS[word] === undefined ? word : text(REASONS[word]));
  return (
    <section aria-label={text('calibration.recorded')}>
      <h3>{text('calibration.recorded')}</h3>
      {history !== undefined && history.nights > 0 && (
        <dl className="facts">
          <dt>{text('calibration.nights')}</dt><dd>{history.nights}{history.first !== null && ` (${history.first} – ${history.last ?? ''})`}</dd>
          <dt>{text('calibration.jobs')}</dt><dd>{history.nodes}</dd>
          <dt>{text('calibration.attempts')}</dt><dd>{history.attempts}</dd>
          {Object.entries(history.set_aside).map(([word, count]) => <div key={word} className="facts-pair"><dt>{reason(word)}</dt><dd>{count}</dd></div>)}
        </dl>
      )}
      <form
        className="calibration-import"
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() !== '') read();
        }}
      >
        <TextField
          label={text('calibration.path')} layout="stack" value={path} onChange={setPath} live mono placeholder="history.csv" hint={text('calibration.columns')}
          onChoose={fileChooser({ title: text('calibration.path'), extensions: ['csv'] }, setPath)}
        />
        <Button type="submit" icon="upload" kind={history?.nights === 0 ? 'primary' : 'plain'} disabled={path.trim() === ''} busy={busy}>{text('calibration.import')}</Button>
      </form>
      {outcome !== null && ('problem' in outcome ? <ErrorNotice notice={outcome.problem} /> : <p role="status">{text('calibration.added', { count: outcome.added })}</p>)}
    </section>
  );
}

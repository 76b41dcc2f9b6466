import { useState } from 'react';
import { ask, toAskError, type AskError } from '@/backend';
import type { ChangeDetail } from '@/generated/asks';
import { Button, ErrorNotice, Tooltip } from '@/kit';
import { useText } from '@/lib/i18n';
import { choicesOf, reasonsOf, type Choice } from './choices';
import { PublishDialog } from './PublishDialog';
import { shortHash } from './words';

interface DecisionFootProps {
  detail: ChangeDetail;
  comment: string;
  onComment: (comment: string) => void;
  onDecided: () => void;
}

/** The decision, at the foot: what each button binds, and why one cannot be pressed. */
export function DecisionFoot({ detail, comment, onComment, onDecided }: DecisionFootProps) {
  const text = useText();
  const { change, may } = detail;
  const [busy, setBusy] = useState<Choice['id'] | null>(null);
  const [problem, setProblem] = useState<AskError | null>(null);
  const [publishing, setPublishing] = useState(false);
  const hash = shortHash(change.hash);
  const choices = choicesOf(change.state, may, comment, text);
  const reasons = reasonsOf(choices);
  const canComment = choices.some(({ id, blocked }) => id !== 'publish' && !blocked);

  const act = (id: Choice['id']) => {
    if (id === 'publish') {
      setPublishing(true);
      return;
    }
    setBusy(id);
    ask('change.decide', { id: change.id, verdict: id, comment, hash: change.hash })
      .then(() => { setProblem(null); onComment(''); onDecided(); }, (error: unknown) => setProblem(toAskError(error, 'change.decide')))
      .finally(() => setBusy(null));
  };
  const publish = () => {
    setBusy('publish');
    ask('change.publish', { id: change.id })
      .then(() => { setProblem(null); onDecided(); }, (error: unknown) => setProblem(toAskError(error, 'change.publish')))
      .finally(() => { setBusy(null); setPublishing(false); });
  };
  return (
    <footer className="decision">
      {problem && <ErrorNotice notice={problem} />}
      <div className="decision-row">
        {choices.some(({ id }) => id !== 'publish') && (
          <textarea
            className="input" rows={2} aria-label={text('changes.comment')} placeholder={text('changes.commentHint')}
            value={comment} disabled={!canComment} onChange={(event) => onComment(event.target.value)}
          />
        )}
        <div className="decision-buttons">
          {choices.map((choice) => (
            <Tooltip key={choice.id} text={choice.reason ?? choice.binds}>
              <span className="decision-choice">
                <Button
                  kind={choice.kind} icon={choice.icon} busy={busy === choice.id} disabled={choice.reason !== null || busy !== null}
                  data-decision={choice.id} onClick={() => act(choice.id)}
                >
                  {choice.label}
                </Button>
                <small>{choice.short} <code>{hash}</code></small>
              </span>
            </Tooltip>
          ))}
        </div>
      </div>
      {reasons.length > 0 && <ul className="decision-reasons" aria-label={text('changes.whyNot')}>{reasons.map((reason) => <li key={reason}>{reason}</li>)}</ul>}
      {publishing && <PublishDialog detail={detail} busy={busy === 'publish'} onConfirm={publish} onCancel={() => setPublishing(false)} />}
    </footer>
  );
}

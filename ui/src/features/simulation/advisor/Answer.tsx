import { useState } from 'react';
import { toAskError, type AskError } from '@/backend';
import { addVerbs, useScenario, type Workflow } from '@/document';
import type { AdviceReport, Verb } from '@/generated/asks';
import { Badge, Button, ErrorNotice, Icon } from '@/kit';
import { Drawn, useSize } from '@/kit/chart';
import { useText } from '@/lib/i18n';
import { go } from '@/lib/navigation';
import type { Names } from '../names';
import { putIntoDraft, type Drafted } from '../scenario-files';
import { checkWords, conclusionWords, isTaken, proofWords } from './advice';
import { ladderDrawing, ladderOf } from './ladder-drawing';
import { Steps } from './Steps';

interface AnswerProps {
  workflow: Workflow;
  report: AdviceReport;
  names: Names;
}

/** The answer as a plan: what it comes to, what each step brings, and the way to take the steps. */
export function Answer({ workflow, report, names }: AnswerProps) {
  const text = useText();
  const { document } = workflow;
  const { verbs: inHand } = useScenario(document);
  const [measure, size] = useSize();
  const [drafted, setDrafted] = useState<Drafted | { problem: AskError } | null>(null);
  const all = report.steps.flatMap(({ change }) => change.verbs);
  const allTaken = isTaken(all, inHand);
  const take = (verbs: readonly Verb[]) => addVerbs(document, verbs);
  const draft = () => {
    putIntoDraft(workflow, all).then(setDrafted, (problem: unknown) => setDrafted({ problem: toAskError(problem, 'scenario.draft') }));
  };
  const picture = (width: number) => ladderDrawing(ladderOf(report, names, text), width);
  return (
    <article className="advice" aria-label={text('advisor.answer')}>
      <p className={`advice-conclusion advice-${report.reached ? 'reached' : 'missed'}`}>
        <Icon name={report.reached ? 'check' : 'warning'} size={16} /><strong>{conclusionWords(report, names, text)}</strong>
      </p>
      {report.steps.length > 0 && (
        <>
          <div ref={measure} className="advice-ladder">
            {size.width > 0 && <Drawn drawing={picture(size.width)} label={text('advisor.ladderLabel', { count: report.steps.length })} />}
          </div>
          <div className="advice-actions">
            <Button kind="primary" icon="plus" done={allTaken} onClick={() => take(all)}>{text('advisor.takeAll')}</Button>
            <Button icon="design" onClick={draft}>{text('advisor.intoDraft')}</Button>
            {allTaken && <Badge tone="good">{text('advisor.allTaken')}</Badge>}
          </div>
          {drafted !== null && ('problem' in drafted ? <ErrorNotice notice={drafted.problem} /> : <DraftedNote drafted={drafted} />)}
          <Steps report={report} names={names} inHand={inHand} onTake={take} />
        </>
      )}
      {report.anomalies.map((sentence) => <p key={sentence} className="advice-anomaly"><Icon name="warning" size={14} />{text('scenario.anomaly')}: {sentence}</p>)}
      <p className="advice-proof">
        {checkWords(report, text)} {proofWords(report, text)}
      </p>
      {report.reached && report.check.probability < report.probability && <p className="night-note night-note-caution">{text('advisor.checkMisses')}</p>}
      <details className="advice-whole"><summary>{text('advisor.inFull')}</summary><p lang="en" className="selectable">{report.conclusion}</p></details>
    </article>
  );
}

/** What of the answer went into the draft: with a part of it left out the night is another than the one that was promised. */
function DraftedNote({ drafted: { changed, leftOut } }: { drafted: Drafted }) {
  const text = useText();
  const isWhole = changed && leftOut.length === 0;
  return (
    <p className={`night-note ${isWhole ? 'night-note-night' : 'night-note-caution'}`} role="status">
      {text(changed ? 'scenario.drafted' : 'scenario.notDrafted')} {leftOut.length > 0 && `${text('scenario.leftOut')} ${leftOut.join(' ')}`} {changed && !isWhole && text('advisor.partDrafted')}
      <Button kind="quiet" icon="design" onClick={() => go('design')}>{text('simulation.showInDesign')}</Button>
    </p>
  );
}

import { useMemo } from 'react';
import { useAsk } from '@/backend';
import { contentOf } from '@/document';
import { EmptyState, ErrorNotice, SplitPane } from '@/kit';
import { useText } from '@/lib/i18n';
import { useValue } from '@/lib/store';
import { Running } from '../Forecasting';
import type { NightViewProps } from '../night-view';
import { sampling } from '../sampling';
import { advising, type AdviceWanted } from './advice';
import { Answer } from './Answer';
import { choicesOf, firstQuestion, questions, type Question } from './question';
import { QuestionForm } from './QuestionForm';
import './advisor.css';

/** A conversation of choices: what is to be reached, what may change, and the cheapest changes that get there. */
export function Advisor({ workflow, plan, forecast, whole, names }: NightViewProps) {
  const text = useText();
  const { document } = workflow;
  const content = workflow.use(contentOf);
  const date = plan.business_date;
  const { samples, seed } = useValue(sampling);
  const { wanted, answer, problem, progress } = advising.use();
  const kept = useValue(questions)[document];
  const first = useMemo(() => firstQuestion(plan, forecast, names), [plan, forecast, names]);
  const { data: proposals, error, pending, refresh } = useAsk('document.candidates', { document });
  const question = kept ?? first;
  const choices = useMemo(() => choicesOf(question, proposals), [question, proposals]);
  const set = (part: Partial<Question>) => questions.set({ ...questions.get(), [document]: { ...question, ...part } });
  const request: AdviceWanted | null = question.target === null ? null : {
    document, content, date, node: question.node, target: question.target, probability: question.probability, samples, seed,
    allow: choices.filter(({ on }) => on).map(({ change }) => change),
  };
  const isMine = wanted?.document === document;
  const isOld = isMine && answer !== null && JSON.stringify(wanted) !== JSON.stringify(request);
  return (
    <SplitPane storageKey="simulation.advisor" split="columns" sized="first" initial={520} min={360} max={900}>
      <div className="advisor-question">
        <QuestionForm
          question={question} choices={choices} plan={plan} whole={whole} names={names} busy={progress !== null} proposing={pending} onChange={set}
          onPropose={() => {
            set({ proposed: null });
            refresh();
          }}
          onAsk={() => {
            if (request !== null) void advising.start(request);
          }}
        />
        {error !== undefined && <ErrorNotice notice={error} />}
      </div>
      <div className="advisor-answer" aria-live="polite">
        <Running work={progress} label={({ done, total }) => (done === 0 ? text('advisor.thinking') : text('advisor.trying', { done, total }))} onCancel={advising.stop} />
        {isMine && problem !== null && problem.code !== 'cancelled' && <ErrorNotice notice={problem} />}
        {isOld && progress === null && <p className="night-note night-note-caution">{text('advisor.outdated')}</p>}
        {isMine && answer !== null && <Answer workflow={workflow} report={answer} names={names} />}
        {progress === null && (!isMine || (answer === null && (problem === null || problem.code === 'cancelled'))) && <EmptyState icon="hint" line={text('advisor.empty')} />}
      </div>
    </SplitPane>
  );
}

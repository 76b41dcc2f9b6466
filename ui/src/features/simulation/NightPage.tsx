import { useEffect, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { AskError } from '@/backend';
import { undoVerbs, useScenario, type Workflow } from '@/document';
import type { PlanReport } from '@/generated/asks';
import { Button, ErrorNotice, Fill, Progress, useSlow } from '@/kit';
import { useCommands } from '@/lib/commands';
import { useText } from '@/lib/i18n';
import { go } from '@/lib/navigation';
import { useValue } from '@/lib/store';
import { DateChoice } from './DateChoice';
import { Figures } from './Figures';
import { Names } from './names';
import { lookAhead, useNight, type NightWanted } from './night-store';
import { ReportButton } from './report/ReportButton';
import { chosenDate, sampling } from './sampling';
import { scenarioNotice } from './ScenarioMenu';
import { Views } from './Views';
import { useWhole } from './use-whole';

/** One workflow's night: the figures above, the pictures below. */
export function NightPage({ workflow }: { workflow: Workflow }) {
  const text = useText();
  const chosen = useValue(chosenDate);
  const date = chosen.document === workflow.document ? chosen.date : null;
  const setDate = (wish: string | null) => chosenDate.set({ document: workflow.document, date: wish });
  const version = workflow.use((state) => state.assessment.version);
  const assessing = workflow.use((state) => state.assessing);
  // Not the progress, which changes many times a second.
  const { plan, soon, planProblem, forecast, forecastProblem } = useNight(useShallow(({ plan, soon, planProblem, forecast, forecastProblem }) =>
    ({ plan, soon, planProblem, forecast, forecastProblem })));
  const forecasting = useNight((night) => night.progress !== null);
  const whole = useWhole(workflow);
  const names = useMemo(() => new Names(whole), [whole]);
  const { verbs } = useScenario(workflow.document);
  const { samples, seed } = useValue(sampling);
  const wanted = useMemo(
    (): NightWanted => ({ document: workflow.document, version, date, verbs, samples, seed }), [workflow, version, date, verbs, samples, seed]);
  useEffect(() => {
    if (!assessing) lookAhead(wanted);
  }, [wanted, assessing]);
  const again = () => lookAhead({ ...wanted }, true);
  useCommands([
    { id: 'simulation.again', title: text('simulation.again'), group: text('app.simulate'), keys: ['F5', 'Ctrl+Enter'], icon: 'retry', run: again },
  ]);
  const bar = (
    <Fill slot="actions">
      <DateChoice workflow={workflow} date={date} planned={plan?.business_date ?? null} onChange={setDate} />
      <Button icon="retry" keys="F5" disabled={forecasting} onClick={again}>{text('simulation.again')}</Button>
      {plan !== null && <ReportButton workflow={workflow} plan={plan} forecast={forecast} names={names} />}
    </Fill>
  );
  if (planProblem !== null && plan === null) return <>{bar}<CannotPlan problem={planProblem} onAgain={again} /></>;
  if (plan === null) return <>{bar}<Planning /></>;
  return (
    <div className="night">
      {bar}
      <Figures plan={soon ?? plan} forecast={soon === null ? forecast : null} names={names} workflow={workflow} />
      <LeftOut plan={plan} />
      {forecastProblem !== null && forecastProblem.code !== 'cancelled' && <ErrorNotice notice={forecastProblem} actions={<Button onClick={again}>{text('app.tryAgain')}</Button>} />}
      {planProblem !== null && <ErrorNotice notice={planProblem} actions={<Button icon="undo" onClick={() => undoVerbs(workflow.document)}>{text('scenario.undo')}</Button>} />}
      <ScenarioNews />
      <Views workflow={workflow} plan={plan} forecast={forecast} whole={whole} names={names} />
    </div>
  );
}

function Planning() {
  const text = useText();
  const slow = useSlow(true);
  return <div className="night-waiting">{slow && <Progress label={text('simulation.planning')} value={null} />}</div>;
}

/** The definition makes no night: why, and the way to where it can be mended. */
function CannotPlan({ problem, onAgain }: { problem: AskError; onAgain: () => void }) {
  const text = useText();
  return (
    <div className="night-waiting">
      <ErrorNotice
        notice={problem}
        actions={(
          <>
            <Button kind="primary" icon="design" onClick={() => go('design')}>{text('simulation.mend')}</Button>
            <Button onClick={onAgain}>{text('app.tryAgain')}</Button>
          </>
        )}
      />
    </div>
  );
}

/** Jobs that this night does not run, since a picture without them must say so. */
function LeftOut({ plan }: { plan: PlanReport }) {
  const text = useText();
  const kinds = [
    ['simulation.neverStart', plan.never_start, 'night-note-bad'],
    ['simulation.leftOut', plan.left_out, 'night-note-caution'],
    ['simulation.notTaken', plan.not_taken, ''],
  ] as const;
  return kinds.map(([key, ids, tone]) => ids.length > 0 && (
    <details key={key} className={`night-note ${tone}`}>
      <summary>{text(key, { count: ids.length })}</summary>
      <p className="selectable">{ids.join(', ')}</p>
    </details>
  ));
}

/** What came of saving, opening or drafting a scenario. */
function ScenarioNews() {
  const text = useText();
  const news = useValue(scenarioNotice);
  // What was said is out of date when somebody comes back from undoing it.
  useEffect(() => () => scenarioNotice.set(null), []);
  if (news === null) return null;
  const close = <Button kind="quiet" icon="close" onClick={() => scenarioNotice.set(null)}>{text('kit.close')}</Button>;
  if (news.problem !== null) return <ErrorNotice notice={news.problem} actions={close} />;
  return (
    <div className="night-note night-note-night" role="status">
      <span>{news.done}{news.lines.length > 0 && ` ${text('scenario.leftOut')} ${news.lines.join(' ')}`}</span>
      <Button kind="quiet" icon="design" onClick={() => go('design')}>{text('simulation.showInDesign')}</Button>
      {close}
    </div>
  );
}

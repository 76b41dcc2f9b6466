import { useSession } from '@/backend';
import { contentOf, type Workflow } from '@/document';
import type { ForecastReport, PlanReport } from '@/generated/asks';
import { Button } from '@/kit';
import { freshInk } from '@/kit/chart';
import { useCommands } from '@/lib/commands';
import { downloadText } from '@/lib/download';
import { language, useText } from '@/lib/i18n';
import { advising } from '../advisor/advice';
import { backtesting } from '../calibration/calibration';
import { comparing } from '../compare-store';
import { fileName } from '../exports';
import { jobsOf } from '../jobs/jobs';
import type { LongWork } from '../long-work';
import type { Names } from '../names';
import { useNight } from '../night-store';
import { bounding, isOf, type NightOf } from '../tuning/tuning';
import { nightReport, type ReportInput } from './report';

interface ReportButtonProps {
  workflow: Workflow;
  plan: PlanReport;
  forecast: ForecastReport | null;
  names: Names;
}

/** Saves one page that a manager can read, with all that was worked out of this night so far. */
export function ReportButton({ workflow, plan, forecast, names }: ReportButtonProps) {
  const text = useText();
  const save = () => {
    const { wanted, basePlan, baseForecast } = useNight.getState();
    const { path, definition, assessment } = workflow.state;
    const verbs = wanted?.verbs ?? [];
    const ofThis = { document: workflow.document, content: contentOf(workflow.state), date: plan.business_date };
    const input: ReportInput = {
      title: definition?.name ?? path, path, hash: assessment.hash, person: useSession.getState().person?.name ?? null, now: Date.now(),
      plan, forecast, base: verbs.length === 0 || basePlan === null ? null : { plan: basePlan, forecast: baseForecast?.samples === forecast?.samples ? baseForecast : null }, verbs, names,
      jobs: jobsOf(plan, forecast, names, text),
      comparison: answerOf(comparing, ofThis), advice: answerOf(advising, ofThis), bound: answerOf(bounding, ofThis),
      backtest: backtesting.use.getState().wanted?.document === workflow.document ? backtesting.use.getState().answer : null,
      say: text, language: language.get(), ink: freshInk('light'),
    };
    downloadText(fileName(workflow, plan, 'report', 'html'), nightReport(input), 'text/html');
  };
  useCommands([{ id: 'simulation.report', title: text('report.save'), group: text('app.simulate'), keys: [], icon: 'log', run: save }]);
  return <Button icon="log" tip={text('report.saveTip')} onClick={save}>{text('report.save')}</Button>;
}

/** What came of work on this very night. */
function answerOf<Wanted extends NightOf, Answer>(work: LongWork<Wanted, Answer>, night: NightOf): Answer | null {
  const { wanted, answer } = work.use.getState();
  return isOf(wanted, night) ? answer : null;
}

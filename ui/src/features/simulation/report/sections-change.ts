import { drawingFigure } from '@/kit/chart';
import { formatPercent, minus } from '@/lib/number';
import { formatDuration, signedDuration } from '@/lib/time';
import { checkWords, conclusionWords, costWords, proofWords, thereByWords } from '../advisor/advice';
import { ladderDrawing, ladderOf } from '../advisor/ladder-drawing';
import { coverageOf } from '../calibration/calibration';
import { outcomesOf, scenarioName } from '../comparison';
import { chanceWords } from '../distribution/marks';
import { gapWords } from '../tuning/tuning';
import { verbWords } from '../verb-words';
import { drawn, html, table, type Html } from './html';
import type { ReportInput } from './report';

const WIDTH = 990;

/** ` (+12 min)`; nothing when there is no difference to tell. */
function difference(seconds: number | null | undefined): string {
  return seconds === null || seconds === undefined ? '' : ` (${signedDuration(seconds)})`;
}

/** That an answer is about the document, while the figures around it are those of the scenario in hand. */
function ofDocument(verbs: ReportInput['verbs'], say: ReportInput['say']): Html | false {
  return verbs.length > 0 && html`<p class="soft">${say('advisor.ofDocument')}</p>`;
}

/** The scenarios that were compared, one line each. */
export function scenariosSection({ comparison, names, say }: ReportInput): Html | null {
  if (comparison === null) return null;
  const figure = (title: string) => ({ title, isFigure: true });
  const rows = outcomesOf(comparison).map(({ name, night, against_base: against, problems }, index) => {
    const title = index === 0 ? say('scenario.base') : scenarioName(name, say);
    if (night === null) return [title, '–', '–', '–', `${say('scenario.cannot')} ${problems[0]?.message ?? ''}`];
    const [weakest] = night.deadlines.toSorted((a, b) => a.probability - b.probability);
    return [
      title, formatDuration(night.plan_window_s) + difference(against?.plan_window_s),
      formatDuration(night.window_s.p50) + difference(against?.p50_s), formatDuration(night.window_s.p95) + difference(against?.p95_s),
      weakest === undefined ? '–' : `${names.label(weakest.node)} ${formatPercent(weakest.probability)}`,
    ];
  });
  const anomalies = comparison.scenarios.flatMap(({ against_base: against }) => against?.anomaly ?? []);
  return html`<section><h2>${say('simulation.scenarios')}</h2>
${table(say('report.scenariosCaption', { samples: comparison.samples, seed: comparison.seed }), [{ title: say('scenario.name') }, figure(say('simulation.window')), figure('P50'), figure('P95'), { title: say('report.weakestColumn') }], rows)}
${anomalies.map((sentence) => html`<p class="doubt">${say('scenario.anomaly')}: ${sentence}</p>`)}</section>`;
}

/** What the advisor has answered last. */
export function adviceSection({ advice, verbs, names, say, ink }: ReportInput): Html | null {
  if (advice === null) return null;
  const figure = (title: string) => ({ title, isFigure: true });
  const rows = advice.steps.map(({ change, after }, index) => [
    `${index + 1}. ${change.verbs.map((verb) => verbWords(verb, names, say)).join('; ')}`, costWords(change.cost), chanceWords(after, advice.samples),
    thereByWords(advice.target, after) + difference(minus(after.late_s, (advice.steps[index - 1]?.after ?? advice.before).late_s)),
  ]);
  return html`<section><h2>${say('advisor.title')}</h2>${ofDocument(verbs, say)}<p><strong>${conclusionWords(advice, names, say)}</strong></p>
${rows.length > 0 && drawn(drawingFigure(ladderDrawing(ladderOf(advice, names, say), WIDTH), ink, say('advisor.ladderLabel', { count: rows.length })))}
${rows.length > 0 && table(say('report.stepsCaption'), [{ title: say('advisor.change') }, figure(say('advisor.cost')), figure(say('outcome.inTime')), figure(say('advisor.thereBy', { share: formatPercent(advice.probability, 0) }))], rows)}
${advice.anomalies.map((sentence) => html`<p class="doubt">${say('scenario.anomaly')}: ${sentence}</p>`)}
<p class="soft">${checkWords(advice, say)} ${proofWords(advice, say)}</p></section>`;
}

/** How near the planned window is to the best possible. */
export function boundSection({ bound, verbs, say }: ReportInput): Html | null {
  if (bound === null) return null;
  return html`<section><h2>${say('tuning.bound')}</h2>${ofDocument(verbs, say)}<p>${gapWords(bound.window_s, bound.bound_s, say)}</p></section>`;
}

/** How earlier forecasts held. */
export function calibrationSection({ backtest, say }: ReportInput): Html | null {
  if (backtest === null || backtest.forecast.n === 0) return null;
  const { forecast, naive } = backtest;
  const figure = (title: string) => ({ title, isFigure: true });
  const rows = coverageOf(backtest).map(({ title, promised, forecast: came }) => [say(title), formatPercent(promised, 0), came === null ? '–' : formatPercent(came)]);
  const errors = say('report.errors', { forecast: formatPercent(forecast.median_absolute_error), naive: formatPercent(naive.median_absolute_error) });
  return html`<section><h2>${say('report.calibration')}</h2>
${table(say('calibration.coverage', { count: forecast.n }), [{ title: say('outcome.percentile') }, figure(say('calibration.promised')), figure(say('calibration.came'))], rows)}<p>${errors}</p></section>`;
}

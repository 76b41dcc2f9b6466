import { drawingFigure } from '@/kit/chart';
import { formatPercent, formatSigned, minus, plus } from '@/lib/number';
import { clockOfInstant, formatClock, formatDuration, signedDuration } from '@/lib/time';
import { chanceWords, isUncertain } from '../distribution/marks';
import { doubtWords } from '../distribution/words';
import { histogramOf } from '../exports-drawings';
import { originWords, tornadoOf } from '../jobs/jobs';
import { MOST_BARS, tornadoTip } from '../jobs/tornado-words';
import { tornadoDrawing } from '../jobs/tornado-drawing';
import { beginClock, driverWords } from '../picture';
import { verbWords } from '../verb-words';
import { chainDrawing, chainOf } from './chain-drawing';
import { drawn, html, table, type Html } from './html';
import type { ReportInput } from './report';
import { splitDrawing } from './split-drawing';

const WIDTH = 990;

/** The night in a few sentences, and its figures as cards. */
export function shortSection({ plan, forecast, base, verbs, names, say }: ReportInput): Html {
  const begin = beginClock(plan);
  const ends = (seconds: number | null) => formatClock(plus(begin, seconds));
  const sentences = [plan.window_s === null ? say('report.neverEnds') : say('report.planned', { begin: formatClock(begin), end: ends(plan.window_s), window: formatDuration(plan.window_s) })];
  if (forecast !== null) {
    const { p50, p95 } = forecast.window_s;
    sentences.push(say('report.forecast', { p50: ends(p50), p95: ends(p95), p95Window: formatDuration(p95) }));
    const [weakest] = forecast.deadlines.toSorted((a, b) => a.probability - b.probability);
    if (weakest !== undefined) sentences.push(say('report.weakest', { node: names.label(weakest.node), time: dueClock(plan, weakest.node, weakest.at), share: chanceWords(weakest, forecast.samples) }));
  }
  if (base !== null) {
    sentences.push(...changedSentences({ plan, forecast, base, verbs, say }));
  }
  const figures: [string, number | null][] = [[say('simulation.window'), plan.window_s], ...(forecast === null ? [] : (['p50', 'p80', 'p95'] as const).map((each): [string, number | null] => [
    each.toUpperCase() + (isUncertain(forecast, each) ? ` (${say('outcome.uncertain')})` : ''), forecast.window_s[each],
  ]))];
  return html`<p class="short">${sentences.join(' ')}</p>
<div class="cards">${figures.map(([title, seconds]) => html`<div class="card"><small>${title}</small><strong>${formatDuration(seconds)}</strong><small>${seconds === null ? say('simulation.neverEnds') : say('simulation.endsAt', { time: ends(seconds) })}</small></div>`)}</div>
${forecast !== null && forecast.uncertain && html`<p class="doubt">${doubtWords(forecast, say)}</p>`}
${verbs.length > 0 && html`<h2>${say('report.changes')}</h2><ol>${verbs.map((verb) => html`<li>${verbWords(verb, names, say)}</li>`)}</ol>`}`;
}

/** What the changes bring: of the window, and of the end where that moves by more than the window because the night begins at another time. */
function changedSentences({ plan, forecast, base, verbs, say }: Pick<ReportInput, 'plan' | 'forecast' | 'verbs' | 'say'> & { base: NonNullable<ReportInput['base']> }): string[] {
  const earlier = beginClock(plan) - beginClock(base.plan);
  const [window, p95] = [minus(plan.window_s, base.plan.window_s), minus(forecast?.window_s.p95 ?? null, base.forecast?.window_s.p95 ?? null)];
  const sentences: string[] = [];
  if (window !== null && earlier === 0) sentences.push(say('report.changed', { window: signedDuration(window), count: verbs.length }));
  if (window !== null && earlier !== 0) sentences.push(say('report.changedEnd', { end: signedDuration(window + earlier), window: signedDuration(window), count: verbs.length }));
  if (p95 !== null) sentences.push(earlier === 0 ? say('report.changedP95', { p95: signedDuration(p95) }) : say('report.changedEndP95', { p95: signedDuration(p95 + earlier) }));
  return sentences;
}

export function deadlineSection({ plan, forecast, names, say }: ReportInput): Html | null {
  if (plan.deadlines.length === 0) return null;
  const begin = beginClock(plan);
  const chances = new Map(forecast?.deadlines.map((each) => [each.node, each]));
  const rows = plan.deadlines.map(({ node, at, slack_s }) => {
    const chance = chances.get(node);
    const late = forecast?.nodes[node]?.finish_s.p95;
    return [
      names.label(node), formatClock(clockOfInstant(at, plan.business_date, plan.zone)), formatSigned(slack_s, formatDuration),
      late === undefined ? '–' : formatClock(plus(begin, late)), chance === undefined ? '–' : chanceWords(chance, forecast?.samples),
    ];
  });
  const columns = [{ title: say('scenario.node') }, ...[say('outcome.due'), say('report.toSpare'), say('simulation.finishP95'), say('outcome.inTime')].map((title) => ({ title, isFigure: true }))];
  return html`<section><h2>${say('simulation.deadlines')}</h2>${table(say('report.deadlinesCaption'), columns, rows)}</section>`;
}

export function distributionSection({ plan, forecast, names, say, ink }: ReportInput): Html | null {
  if (forecast === null) return null;
  const drawing = histogramOf(plan, forecast, names, say, { width: WIDTH, height: 440 });
  const { mean, sd, min, max } = forecast.window_s;
  const spread = say('simulation.spread', {
    count: forecast.samples, seed: forecast.seed, mean: formatDuration(mean), sd: formatDuration(sd), min: formatDuration(min), max: formatDuration(max),
  });
  return html`<section><h2>${say('report.distribution')}</h2><p>${say('report.distributionNote')}</p>${drawn(drawingFigure(drawing, ink, say('report.distribution')))}
<p class="soft">${spread}${forecast.unfinished > 0 && ` ${say('simulation.unfinished', { count: forecast.unfinished })}`}</p></section>`;
}

export function splitSection({ plan, forecast, say, ink }: ReportInput): Html {
  const { split } = forecast ?? {};
  const rows = [
    { label: say('simulation.plan'), split: plan.split },
    ...(split === undefined ? [] : [{ label: say('outcome.mean'), split: split.mean }]),
    ...(split?.p50 ? [{ label: say('outcome.nightAt', { percentile: 'P50' }), split: split.p50 }] : []),
    ...(split?.p95 ? [{ label: say('outcome.nightAt', { percentile: 'P95' }), split: split.p95 }] : []),
  ];
  const parts = ['work', 'lag', 'resource', 'clock', 'human'] as const;
  return html`<section><h2>${say('simulation.whereTimeGoes')}</h2>${drawn(drawingFigure(splitDrawing(rows, say, WIDTH), ink, say('simulation.whereTimeGoes')))}
${table(say('report.splitCaption'), [{ title: say('report.night') }, ...parts.map((part) => ({ title: say(`simulation.${part}`), isFigure: true }))],
  rows.map((row) => [row.label, ...parts.map((part) => formatDuration(row.split[`${part}_s`]))]))}</section>`;
}

export function chainSection({ plan, names, say, ink }: ReportInput): Html {
  const begin = beginClock(plan);
  const rows = chainOf(plan, names).flatMap((id) => {
    const node = plan.nodes[id];
    return node === undefined ? [] : [[
      names.label(id), names.systemName(id), formatClock(begin + node.start_s), formatClock(begin + node.finish_s), formatDuration(node.finish_s - node.start_s), driverWords(node, names, say),
    ]];
  });
  const columns = [
    { title: say('chart.row') }, { title: say('simulation.system') }, { title: say('chart.start'), isFigure: true }, { title: say('chart.end'), isFigure: true },
    { title: say('chart.length'), isFigure: true }, { title: say('simulation.driver') },
  ];
  return html`<section><h2>${say('report.chain')}</h2><p>${say('report.chainNote')}</p>${drawn(drawingFigure(chainDrawing(plan, names, WIDTH), ink, say('report.chain')))}
${table(say('report.chainCaption', { count: rows.length }), columns, rows)}</section>`;
}

export function moversSection({ forecast, jobs, names, say, ink }: ReportInput): Html | null {
  if (forecast === null) return null;
  const moving = tornadoOf(jobs, MOST_BARS);
  const figure = (title: string) => ({ title, isFigure: true });
  const drawing = tornadoDrawing({ jobs: moving, selected: new Set(), tip: (job) => tornadoTip(job, say) }, WIDTH);
  return html`<section><h2>${say('outcome.tornado')}</h2><p>${say('report.tornadoNote')}</p>
${moving.length === 0 ? html`<p>${say('outcome.noTornado')}</p>` : drawn(drawingFigure(drawing, ink, say('outcome.tornado')))}
${moving.length > 0 && table(say('report.moversCaption'), [{ title: say('chart.row') }, figure(say('simulation.criticality')), figure(say('outcome.cruciality')), { title: say('outcome.origin') }],
  moving.slice(0, 10).map((job) => [job.label, job.criticality === null ? '–' : formatPercent(job.criticality), job.cruciality === null ? '–' : job.cruciality.toFixed(2), originWords(job.origin, names, say)]))}
${forecast.resources.length > 0 && table(say('outcome.resources'), [{ title: say('outcome.resource') }, figure(say('outcome.drove')), figure(say('outcome.meanWait')), figure(say('outcome.p95Wait'))],
  forecast.resources.map((each) => [names.resource(each.id), formatPercent(each.drove), formatDuration(each.mean_wait_s), formatDuration(each.p95_wait_s)]))}</section>`;
}

export function readingSection({ say }: ReportInput): Html {
  const lines = ['report.readPercentile', 'report.readChance', 'report.readTornado', 'report.readCriticality', 'report.readSeed', 'report.readUncertain'] as const;
  return html`<section><h2>${say('report.reading')}</h2><ul>${lines.map((line) => html`<li>${say(line)}</li>`)}</ul></section>`;
}

function dueClock(plan: ReportInput['plan'], node: string, stated: string): string {
  const due = plan.deadlines.find((each) => each.node === node);
  return due === undefined ? stated : formatClock(clockOfInstant(due.at, plan.business_date, plan.zone));
}

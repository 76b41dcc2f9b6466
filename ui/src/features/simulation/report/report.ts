import type { AdviceReport, BacktestReport, BoundReport, ForecastReport, PlanReport, ScenarioComparison, Verb } from '@/generated/asks';
import type { Language } from '@/lib/i18n';
import { formatClock, formatInstant } from '@/lib/time';
import type { Ink } from '@/kit/chart';
import { classWord } from '../DateChoice';
import type { JobFigures } from '../jobs/jobs';
import type { Names } from '../names';
import type { Say } from '../night-view';
import { beginClock } from '../picture';
import { html, type Html } from './html';
import { adviceSection, boundSection, calibrationSection, scenariosSection } from './sections-change';
import { chainSection, deadlineSection, distributionSection, moversSection, readingSection, shortSection, splitSection } from './sections-night';
import { STYLE } from './style';

/** Everything that a report tells. What is null was not worked out, and is left out. */
export interface ReportInput {
  title: string;
  /** Of the definition's file. */
  path: string;
  hash: string | null;
  person: string | null;
  /** When it is made, in milliseconds since 1970. */
  now: number;
  plan: PlanReport;
  forecast: ForecastReport | null;
  /** The night of the document, when a scenario is in hand. */
  base: { plan: PlanReport; forecast: ForecastReport | null } | null;
  verbs: readonly Verb[];
  names: Names;
  jobs: readonly JobFigures[];
  comparison: ScenarioComparison | null;
  advice: AdviceReport | null;
  bound: BoundReport | null;
  backtest: BacktestReport | null;
  say: Say;
  language: Language;
  ink: Ink;
}

/** One self-contained page that a manager can read: no scripts, nothing from elsewhere. */
export function nightReport(input: ReportInput): string {
  const { title, plan, say, language } = input;
  const heading = say('report.title', { name: title, date: plan.business_date });
  const sections: (Html | null)[] = [
    shortSection(input), deadlineSection(input), distributionSection(input), splitSection(input), chainSection(input), moversSection(input),
    scenariosSection(input), adviceSection(input), boundSection(input), calibrationSection(input), readingSection(input),
  ];
  const page = html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${heading}</title>
`;
  const body = html`</head>
<body><main>
<header><h1>${heading}</h1>${madeOf(input)}</header>
${sections.filter((each) => each !== null)}
<footer>${footerOf(input)}</footer>
</main></body>
</html>
`;
  // The style is ours and no text of anybody's.
  return `${page.content}<style>${STYLE}</style>\n${body.content}`;
}

/** What the night is of, who made the report and when. */
function madeOf({ plan, path, hash, person, now, forecast, say }: ReportInput): Html {
  const facts: [string, string][] = [
    [say('report.night'), `${plan.business_date}, ${classWord(plan.day_class, say)}`],
    [say('report.begins'), `${formatClock(beginClock(plan))} (${plan.zone})`],
    [say('report.definition'), hash === null ? path : `${path} (${hash.slice(0, 12)})`],
    [say('report.nights'), forecast === null ? '–' : say('report.simulated', { count: forecast.samples, seed: forecast.seed })],
    [say('report.madeBy'), person ?? say('report.nobody')],
    [say('report.madeAt'), formatInstant(now, plan.zone)],
  ];
  return html`<dl class="made">${facts.map(([term, words]) => html`<dt>${term}</dt><dd>${words}</dd>`)}</dl>`;
}

function footerOf({ path, plan, forecast, verbs, say }: ReportInput): Html {
  if (forecast === null || verbs.length > 0) return html`${say('report.footer')}`;
  const command = `daybreak simulate ${path} --date ${plan.business_date} --samples ${forecast.samples} --seed ${forecast.seed}`;
  return html`${say('report.footer')} ${say('report.again')} <code>${command}</code>`;
}

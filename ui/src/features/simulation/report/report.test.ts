import { beforeEach, describe, expect, it } from 'vitest';
import type { BacktestReport, ForecastReport } from '@/generated/asks';
import { language, text, textIn } from '@/lib/i18n';
import { ADVICE } from '../advisor/advice-fixture';
import { jobsOf } from '../jobs/jobs';
import { Names } from '../names';
import { FORECAST, PLAN, WHOLE } from '../night-fixture';
import { chainOf } from './chain-drawing';
import { html } from './html';
import { nightReport, type ReportInput } from './report';

const NAMES = new Names(WHOLE);
const ATTACK = '"><script>alert(1)</script><img src=x onerror=alert(2)>';

const input = (part: Partial<ReportInput> = {}): ReportInput => ({
  title: 'Bank', path: 'bank.workflow.json', hash: 'a'.repeat(64), person: 'Anna, analyst', now: Date.parse('2026-11-26T04:00:00Z'),
  plan: PLAN, forecast: FORECAST, base: null, verbs: [], names: NAMES, jobs: jobsOf(PLAN, FORECAST, NAMES, text), comparison: null, advice: null,
  bound: null, backtest: null, say: text, language: 'en', ink: () => '#123456', ...part,
});

const read = (page: string) => new DOMParser().parseFromString(page, 'text/html');

beforeEach(() => language.set('en'));

describe('text put into a page', () => {
  it('stays text', () => {
    expect(html`<p>${ATTACK} ${3} ${null}${false}</p>`.content).toBe(
      '<p>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt; 3 </p>');
    expect(html`<ul>${[html`<li>${'a & b'}</li>`]}</ul>`.content).toBe('<ul><li>a &amp; b</li></ul>');
  });
});

describe('the report of a night', () => {
  it('says in words when it ends, how surely, and which promise is in danger', () => {
    const page = read(nightReport(input()));
    const short = page.querySelector('.short')?.textContent ?? '';
    expect(short).toContain('begins at 09:30 and is planned to end at 10:20, after 50 min');
    expect(short).toContain('in 95 of 100 by 10:22');
    expect(short).toContain('Close the ledger by 10:15: it is kept in 20.0 % ±3.0 pp of nights');
    expect(page.querySelector('h1')?.textContent).toBe('Bank: the night of 2026-11-23');
    expect(page.querySelector('.made')?.textContent).toContain('aaaaaaaaaaaa');
    expect(page.querySelector('footer code')?.textContent).toContain('--samples 200 --seed 1');
  });

  it('says that a night never ends, and which percentiles fall among such nights', () => {
    const forecast = { ...FORECAST, window_s: { ...FORECAST.window_s, p95: null } };
    const page = read(nightReport(input({ plan: { ...PLAN, window_s: null }, forecast })));
    expect(page.querySelector('.short')?.textContent).toContain('this night never ends');
    expect([...page.querySelectorAll('.card strong')].map(({ textContent }) => textContent)).toEqual(['∞', '50 min', '51 min', '∞']);
  });

  it('stands by itself: pictures inside, no scripts, nothing from elsewhere', () => {
    const text_ = nightReport(input({ advice: ADVICE }));
    const page = read(text_);
    expect(page.querySelectorAll('svg').length).toBeGreaterThanOrEqual(5);
    expect(page.querySelectorAll('script, link, img, iframe, object, [src], [href]')).toHaveLength(0);
    expect(text_).not.toMatch(/https?:|url\(/);
    for (const svg of page.querySelectorAll('svg')) expect(svg.getAttribute('aria-label')).toBeTruthy();
  });

  it('never takes a name for a part of the page', () => {
    const whole = { ...WHOLE, nodes: WHOLE.nodes.map((node) => ({ ...node, name: ATTACK })), pools: [{ id: 'db', name: ATTACK, capacity: 2 }] };
    const names = new Names(whole);
    const page = read(nightReport(input({
      title: ATTACK, path: ATTACK, person: ATTACK, names, jobs: jobsOf(PLAN, FORECAST, names, text), verbs: [{ skip: 'fees' }], base: { plan: PLAN, forecast: FORECAST },
      advice: { ...ADVICE, anomalies: [ATTACK] },
    })));
    expect(page.querySelectorAll('script, img, [onerror]')).toHaveLength(0);
    expect(page.querySelector('h1')?.textContent).toContain('<script>');
  });

  it('tells what is changed, and against what', () => {
    const page = read(nightReport(input({ verbs: [{ skip: 'fees' }], base: { plan: { ...PLAN, window_s: 3600 }, forecast: FORECAST } })));
    expect(page.querySelector('.short')?.textContent).toContain('With the 1 change below the planned window is −10 min');
    expect(page.querySelector('ol')?.textContent).toContain('Account fees does no work');
    expect(page.querySelector('footer code')).toBeNull();
  });

  it('tells the end apart from the window when the night begins at another time', () => {
    const later = { ...PLAN, start: PLAN.start + 1_800_000 };
    const page = read(nightReport(input({ plan: later, verbs: [{ start: '10:00' }], base: { plan: { ...PLAN, window_s: 3600 }, forecast: FORECAST } })));
    expect(page.querySelector('.short')?.textContent).toContain('the planned end is +20 min against the document as it is, and the planned window −10 min. At P95 the end is +30 min.');
  });

  it('says that an answer is about the document where the figures are those of a scenario', () => {
    const about = (part: Partial<ReportInput>) => read(nightReport(input({ advice: ADVICE, ...part }))).body.textContent.includes('About the document as it is');
    expect(about({})).toBe(false);
    expect(about({ verbs: [{ skip: 'fees' }], base: { plan: PLAN, forecast: FORECAST } })).toBe(true);
  });

  it('leaves out what was not worked out', () => {
    const page = read(nightReport(input({ forecast: null, jobs: [], plan: { ...PLAN, deadlines: [] } })));
    const titles = [...page.querySelectorAll('h2')].map((each) => each.textContent);
    expect(titles).toEqual(['Where the window goes', 'The chain that decides the end', 'How to read this']);
  });

  it('says which figures are uncertain', () => {
    const doubtful: ForecastReport = { ...FORECAST, uncertain: true, weakest_history: 7 };
    const page = read(nightReport(input({ forecast: doubtful })));
    expect(page.querySelector('.doubt')?.textContent).toContain('only 7 recorded nights');
    expect(page.querySelector('.cards')?.textContent).toContain('P95 (uncertain)');
  });

  it('tells how earlier forecasts held', () => {
    const accuracy = { n: 40, within_p50: 0.5, within_p80: 0.8, within_p95: 0.95, p10_to_p90: 0.8, bias: 0, median_absolute_error: 0.03 };
    const backtest: BacktestReport = { nights: [], not_predicted: 0, forecast: accuracy, naive: { ...accuracy, median_absolute_error: 0.05 }, nodes: {} };
    expect(read(nightReport(input({ backtest }))).body.textContent).toContain('off by less than 3.0 % of the window');
  });

  it('speaks Chinese', () => {
    const say: ReportInput['say'] = (key, values) => textIn('zh', key, values);
    const page = read(nightReport(input({ say, language: 'zh' })));
    expect(page.documentElement.lang).toBe('zh-CN');
    expect(page.querySelector('.short')?.textContent).toContain('100 晚中有 95 晚在 10:22 前结束');
  });

  it('has a row for each job of the critical chain', () => {
    expect(chainOf(PLAN, NAMES)).toEqual(['fees', 'post', 'ledger']);
  });
});

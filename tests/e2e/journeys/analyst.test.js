// An analyst's hour: how long the night is and how surely, what a change brings, scenarios side by side, what must
// change to be in time, a page for the manager, and how earlier forecasts held.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { journey } from '../harness/journey.js';
import { waitUntil } from '../harness/waiting.js';

const NIGHTS = 500;

test('from the forecast to what must change', { timeout: 300_000 }, () =>
  journey('analyst', async ({ page, step, world }) => {
    const tab = (name) => page.press(name, '.night-view');
    const chips = async () => (await page.browser.$$('.what-if-chip')).length;

    await step('the night is planned and forecast', async () => {
      await page.graph.drawn();
      await page.click('[data-place=simulate]');
      await page.says('.night-figures', /P95\s+\d+ h \d+ min/, 30_000);
    });

    await step('the distribution reads off when how many nights are done', async () => {
      await tab('Distribution');
      const picture = await page.find('.histogram svg');
      await page.browser.execute((svg) => svg.focus(), picture);
      await page.keys('End');
      await page.says('.histogram-reading', 'with 100.0 %');
      await page.says('.outcome', /Ledger closed[\s\S]*±/);
    });

    await step('more nights of it, chosen beside the picture', async () => {
      await page.fill('Nights', '3000', '.distribution-foot');
      await page.says('.distribution-foot', '3000 nights, seed 1', 30_000);
    });

    await step('the jobs that move the window, and what held it up', async () => {
      await tab('Jobs');
      await page.find('.tornado svg');
      await page.says('.jobs-resources', 'General ledger');
    });

    await step('a change makes the window another', async () => {
      await page.press('Add a change', '.what-if');
      await page.press('Add a change', '.verb-tools');
      await page.press('Capacity of a pool');
      await page.pick('Pool', 'Posting slots', '.verb-form');
      await page.fill('Units', '4', '.verb-form');
      await page.press('Put it in', '.verb-form');
      await page.says('.night-figure:first-child', /−\d+ min/, 20_000);
      await page.press('Close', '.panel');
    });

    await step('scenarios side by side', async () => {
      await tab('Scenarios');
      await page.fill('Nights', String(NIGHTS), '.scenarios-choice');
      await page.press('Compare', '.scenarios-choice');
      await waitUntil(async () => (await page.browser.$$('[data-scenario] .tiny-histogram')).length >= 4, 30_000, 'four scenarios in the table');
      await page.says('.scenario-table', 'In hand');
    });

    await step('the advisor is asked', async () => {
      await tab('Advisor');
      await page.find('.advisor-choices', 20_000);
      await page.pick('To be finished', 'the whole night', '.advisor-form');
      await page.fill('By', '15:00+0', '.advisor-form');
      await page.press('Ask', '.advisor-form');
      await page.says('.advice-conclusion', 'Reached with', 60_000);
    });

    await step('its steps are taken', async () => {
      const before = await chips();
      await page.press('Take it', '.advice-steps');
      await page.press('Take all into the scenario', '.advice');
      await page.says('.advice', 'All steps are in the scenario in hand.');
      assert.ok((await chips()) >= before);
    });

    await step('the bound says how near that is to the best possible', async () => {
      await tab('Tune');
      await page.says('.tuning-gap', /best possible|is proven/, 20_000);
    });

    await step('a page for the manager', async () => {
      await page.press('Report', 'header');
      const said = await waitUntil(async () => /\S+-report\.html/.exec(await page.text('.written'))?.[0], 10_000, 'the report to be written');
      const report = readFileSync(said, 'utf8');
      assert.match(report, /What is changed against the document/);
      assert.match(report, /Reached with/);
      assert.ok(report.split('<svg').length >= 6, 'five pictures');
      assert.doesNotMatch(report, /<script|https?:/);
    });

    await step('nothing is recorded yet, and the page says what to do', async () => {
      await tab('Calibration');
      await page.says('.calibration-main', 'Import a file of past runs');
    });

    await step('past nights are imported', async () => {
      writeFileSync(join(world.bank, 'past.csv'), await pastNights(world));
      await page.fill('File of past runs', 'past.csv', '.calibration-side');
      await page.press('Import', '.calibration-side');
      await page.says('.calibration-side', /\d+ attempts are new/, 20_000);
    });

    await step('forecasts are held against them', async () => {
      await page.press('Hold against', '.calibration-side');
      await page.find('.backtest svg', 60_000);
      await page.says('.backtest-accuracy', 'Within P95');
    });

    assert.deepEqual(await page.errors(), []);
  }));

/** Fourteen nights as the plan has them, now a little slower, now a little faster. */
async function pastNights(world) {
  const plan = await world.daybreak('plan', join(world.bank, 'bank-day-end.workflow.json'));
  const worked = Object.entries(plan.nodes).filter(([, node]) => node.finish_s > node.start_s);
  const days = Array.from({ length: 20 }, (_, index) => new Date(Date.UTC(2026, 9, 12 + index))).filter((day) => day.getUTCDay() % 6 !== 0).slice(0, 14);
  const lines = days.flatMap((day, index) => {
    const date = day.toISOString().slice(0, 10);
    const pace = 1 + 0.08 * Math.sin(index * 2.4);
    const begin = plan.start + day.getTime() - Date.parse(`${plan.business_date}T00:00:00Z`);
    const at = (seconds) => Math.round(begin + seconds * pace * 1000);
    return worked.map(([node, { start_s, finish_s }]) => `past-${index},${date},${node},${at(start_s)},${at(finish_s)},succeeded`);
  });
  return ['run,business_date,node,start,end,status', ...lines, ''].join('\n');
}

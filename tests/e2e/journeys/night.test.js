// The whole way: draw a job into the bank's night, see what is wrong, put it right, have it approved by
// someone else, publish it, run it, step in, and read in the log and the audit what was done.

import assert from 'node:assert/strict';
import test from 'node:test';
import { journey } from '../harness/journey.js';
import { waitUntil } from '../harness/waiting.js';

const NEW = 'job-1';
const DATE = '2026-11-23';
const CONFIRM = 'accounting-day-end/close-confirmed';

test('from the drawing to the finished night', { timeout: 300_000 }, () =>
  journey('night', async ({ page, step, world }) => {
    const { graph } = page;
    let window_ = '';
    const become = async (person) => {
      await page.press('Switch person', 'header');
      await page.press(person);
      await page.says('header', person);
    };
    const act = async (node, action, reason) => {
      await graph.choose(node);
      await page.press(action, '.action-buttons');
      await page.fill('Reason', reason, '.reason');
      await page.press(action, '.reason');
      await page.gone('.reason');
    };

    await step('the sample bank is open', async () => {
      await graph.drawn();
      assert.ok((await graph.counts()).nodes >= 50);
      await page.says('[data-figure=window]', /Window \d+ h/, 20_000);
      await page.says('.desk-check', 'clean');
      window_ = await page.text('[data-figure=window]');
    });

    await step('drag a job from the palette', async () => {
      await graph.goTo('risk-delivered');
      const beside = await graph.middle('risk-delivered');
      await page.drag(await page.middle('[data-kind=job]'), { x: beside.x, y: beside.y + 130 });
      await waitUntil(async () => (await graph.selected()).includes(NEW), 5000, 'the new job to be selected');
    });

    await step('the check says that nothing leads to it', () => page.find('.problem[data-code=G004]'));

    await step('connect it, and the next problem shows', async () => {
      const { edges } = await graph.counts();
      await graph.connect('risk-delivered', NEW);
      await waitUntil(async () => (await graph.counts()).edges === edges + 1, 5000, 'the edge to be drawn');
      await page.gone('.problem[data-code=G004]');
      await page.find('.problem[data-code=G005]');
    });

    await step('put it right by the fix that is offered', async () => {
      await page.click('.problem[data-code=G005] .problem-fix');
      await page.says('.desk-check', 'clean');
    });

    await step('undo and redo', async () => {
      await page.press('Undo');
      await page.find('.problem[data-code=G005]');
      await page.press('Redo');
      await page.says('.desk-check', 'clean');
    });

    await step('say what the job does', async () => {
      await graph.choose(NEW);
      await page.fill('Name', 'Hand the report over', '.inspector');
      await page.pick('Work', 'Command', '.inspector');
      await page.fill('Program', 'echo\nthe report is handed over', '.inspector');
      await page.says('.inspector-head', 'Hand the report over');
      await page.gone('.problem[data-code=V008]');
      await page.says('.desk-check', 'clean');
    });

    await step('the strip shows the longer window', async () => {
      await page.click('.problem[data-code=T008] .problem-fix');
      await page.gone('.problem[data-code=T008]');
      await waitUntil(async () => (await page.text('[data-figure=window]')) !== window_, 10_000, 'another window in the strip');
    });

    await step('submit it', async () => {
      await page.press('Submit', 'header');
      await page.fill('Title', 'Hand the risk report over', '.submit-panel');
      await page.fill('Why', 'The supervisor wants it by mail.', '.submit-panel');
      await page.press('Submit', '.submit-panel');
      await page.says('.submit-panel', 'Change 1 waits', 20_000);
      await page.press('Open the change');
      await page.find('.approval[data-state=submitted]', 20_000);
    });

    await step('its author may not approve it', async () => {
      assert.equal(await (await page.find('[data-decision=approve]')).isEnabled(), false);
    });

    await step('someone else approves it', async () => {
      await become('Aaron, approver');
      await waitUntil(async () => (await page.find('[data-decision=approve]')).isEnabled(), 10_000, 'the approver to be let');
      await page.fill('Comment', 'Looked at the graph and the window.', '.decision');
      await page.click('[data-decision=approve]');
      await page.find('.approval[data-state=approved]');
    });

    await step('publish it', async () => {
      await page.click('[data-decision=publish]');
      await page.press('Publish', '.dialog');
      await page.find('.approval[data-state=published]', 20_000);
    });

    await step('run it for a business date', async () => {
      await become('Olga, operator');
      await page.click('[data-place=monitor]');
      await page.press('Start a run', '.published');
      await page.fill('Business date', DATE, '.dialog');
      await page.press(`Start the run for ${DATE}`, '.dialog');
      await page.says('.run-head', DATE);
      await graph.drawn();
    });

    await step('hold a job that has not begun', async () => {
      await act('risk-report', 'Hold', 'Wait for a word from the supervisor.');
      await page.find('.node-panel [data-state=held]');
    });

    await step('the gate waits for a person', () => page.says('.run-blocked', CONFIRM, 60_000));

    await step('confirm', async () => {
      await act(CONFIRM, 'Confirm', 'The trial balance is zero.');
      await page.says('.run-blocked', 'risk-report', 60_000);
    });

    await step('release the job, and the night succeeds', async () => {
      await act('risk-report', 'Release', 'The supervisor agrees.');
      await page.find('.run-head [data-state=succeeded]', 60_000);
    });

    await step('read the log of the new job', async () => {
      await graph.choose(NEW);
      await page.says('.log', 'the report is handed over');
    });

    await step('the audit says who did what, and why', async () => {
      await page.click('[data-place=library]');
      await page.press('Audit', '.library');
      for (const words of ['olga', 'Wait for a word from the supervisor.', 'aaron', 'dora']) await page.says('.library', words);
      await page.press('Verify the chain');
      await page.says('.library', 'The chain holds');
    });

    await step('the command line says the same', async () => {
      const runs = await world.daybreak('runs');
      assert.deepEqual(runs.map(({ business_date, state }) => ({ business_date, state })), [{ business_date: DATE, state: 'succeeded' }]);
      await world.daybreak('audit', 'verify');
    });

    assert.deepEqual(await page.errors(), []);
  }));

// The frame: the window opens, the five places are there, language and theme change and are remembered.

import assert from 'node:assert/strict';
import test from 'node:test';
import { journey } from '../harness/journey.js';

const PLACES = ['design', 'simulate', 'changes', 'monitor', 'library'];

test('the window opens and its frame works', { timeout: 120_000 }, () =>
  journey('frame', async ({ page, step }) => {
    await step('the five places show', async () => {
      for (const place of PLACES) await page.find(`[data-place=${place}]`);
      assert.equal(await page.browser.getTitle(), 'Daybreak');
    });

    for (const place of PLACES) {
      await step(`go to ${place}`, async () => {
        await page.click(`[data-place=${place}]`);
        await page.find(`[data-place=${place}][aria-current=page]`);
        await page.gone('.page-failed');
      });
    }

    await step('the keyboard goes there, too', async () => {
      await page.keys('Control', '1');
      await page.find('[data-place=design][aria-current=page]');
    });

    await step('speak Chinese', async () => {
      await page.press('Settings');
      await page.press('中文');
      await page.says('nav', '设计');
    });

    await step('speak English again', async () => {
      await page.press('设置');
      await page.press('English');
      await page.says('nav', 'Design');
    });

    await step('dark', async () => {
      await page.press('Settings');
      await page.press('Dark');
      const isDark = () => page.browser.execute(() => getComputedStyle(document.documentElement).colorScheme === 'dark');
      await page.browser.waitUntil(isDark, { timeoutMsg: 'the page stayed light' });
    });

    await step('the choice outlives a reload', async () => {
      await page.browser.refresh();
      await page.find('[data-place=design]');
      assert.equal(await page.browser.execute(() => document.documentElement.dataset.theme), 'dark');
    });

    assert.deepEqual(await page.errors(), []);
  }));

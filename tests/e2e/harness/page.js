// The page inside the window, in the words of someone who uses it: by role and name, as people and
// screen readers find things.

import { Key } from 'webdriverio';
import { GraphOnScreen } from './graph.js';
import { waitUntil } from './waiting.js';

export class Page {
  /** The WebDriver session, for what has no word of its own here. */
  browser;
  graph = new GraphOnScreen(this);

  constructor(browser) {
    this.browser = browser;
  }

  /**
   * Keeps what goes wrong in the page, for the failure message and for `errors`.
   *
   * That sizes are told in the next frame instead of this one is no error of the page's, though browsers report it as one
   * (Resize Observer, "Deliver Resize Loop Error"): React Flow measures its nodes while it draws them.
   */
  async listenForErrors() {
    await this.browser.execute(() => {
      const said = (window.__journeyErrors ??= []);
      addEventListener('error', (event) => {
        if (!event.message.startsWith('ResizeObserver loop')) said.push(`error: ${event.message}`);
      });
      addEventListener('unhandledrejection', (event) => said.push(`unhandled: ${event.reason?.message ?? event.reason}`));
      addEventListener('securitypolicyviolation', (event) => said.push(`refused by the policy: ${event.violatedDirective} ${event.blockedURI}`));
    });
  }

  /** What went wrong in the page since it was opened. */
  errors() {
    return this.browser.execute(() => window.__journeyErrors ?? []);
  }

  /** The first displayed element that matches, as soon as there is one. */
  async find(selector, milliseconds = 10_000) {
    return waitUntil(
      async () => {
        for (const element of await this.browser.$$(selector)) if (await element.isDisplayed()) return element;
        return undefined;
      },
      milliseconds,
      `an element ${selector}`,
    );
  }

  /** Waits until nothing displayed matches. */
  async gone(selector, milliseconds = 10_000) {
    await waitUntil(
      async () => {
        for (const element of await this.browser.$$(selector)) if (await element.isDisplayed()) return false;
        return true;
      },
      milliseconds,
      `${selector} to go`,
    );
  }

  async click(selector) {
    await (await this.find(selector)).click();
  }

  /** A button, menu item, tab or link by what it says or is called; the whole of it, or its beginning. */
  async press(name, within = '') {
    const element = await this.named('button, [role=button], [role=menuitem], [role=menuitemradio], [role=menuitemcheckbox], [role=tab], [role=option], a', name, within);
    await element.click();
  }

  /** The first displayed element of these kinds whose accessible name is, or begins with, `name`. */
  async named(kinds, name, within = '') {
    const mark = `journey-${Math.random().toString(36).slice(2)}`;
    await waitUntil(
      () => this.browser.execute(markNamed, kinds, name, within, mark),
      10_000,
      `something called "${name}"${within && ` within ${within}`}`,
    );
    return this.browser.$(`[data-journey="${mark}"]`);
  }

  /** All that can be read in an element. */
  async text(selector) {
    return (await this.find(selector)).getText();
  }

  /** Waits until an element says `words`, a text or a pattern. */
  async says(selector, words, milliseconds = 10_000) {
    const fits = (text) => (words instanceof RegExp ? words.test(text) : text.includes(words));
    let last = '';
    await waitUntil(
      async () => {
        last = await this.browser.execute((css) => [...document.querySelectorAll(css)].map((each) => each.innerText).join('\n'), selector);
        return fits(last);
      },
      milliseconds,
      `${selector} to say ${words}`,
    ).catch((error) => {
      throw new Error(`${error.message}; it says: ${last.slice(0, 600)}`);
    });
  }

  /** Writes `value` into the field that a label, a name or a placeholder calls `name`, and leaves the field. */
  async fill(name, value, within = '') {
    const field = await this.named('input, textarea', name, within);
    await field.setValue(value.replaceAll('\n', Key.Enter));
    await this.keys(Key.Tab);
  }

  /** Chooses an option, by what it says, in the list that a label calls `name`. */
  async pick(name, option, within = '') {
    const list = await this.named('select', name, within);
    await list.selectByVisibleText(option);
  }

  /** Drags from one point of the window to another, as a hand does: press, nudge, move, let go. */
  async drag(from, to) {
    const middle = { x: Math.round((from.x + to.x) / 2), y: Math.round((from.y + to.y) / 2) };
    await this.browser
      .action('pointer')
      .move(round(from)).down().pause(50)
      .move(round({ x: from.x + 3, y: from.y + 3 })).pause(30)
      .move(middle).pause(30)
      .move(round(to)).pause(50)
      .up()
      .perform();
  }

  /** Clicks at a point of the window. */
  async clickAt(point) {
    await this.browser.action('pointer').move(round(point)).down().pause(20).up().perform();
  }

  /** The middle of an element, in the window's coordinates. */
  async middle(selector) {
    const element = await this.find(selector);
    const { x, y, width, height } = await this.browser.execute((node) => node.getBoundingClientRect().toJSON(), element);
    return { x: x + width / 2, y: y + height / 2 };
  }

  async keys(...keys) {
    await this.browser.keys(keys);
  }

  /** Waits until what was asked for has been painted. */
  async waitForPaint() {
    await this.browser.executeAsync((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
  }
}

function round({ x, y }) {
  return { x: Math.round(x), y: Math.round(y) };
}

/** Runs in the page. Marks the element that is called `name`; says whether there is one. */
function markNamed(kinds, name, within, mark) {
  const root = within ? document.querySelector(within) : document;
  if (!root) return false;
  const squeeze = (text) => (text ?? '').replaceAll(/\s+/g, ' ').trim();
  const names = (element) => [
    element.getAttribute('aria-label'),
    element.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id)?.innerText).join(' '),
    element.labels?.[0]?.innerText,
    element.getAttribute('title'),
    element.getAttribute('placeholder'),
    element.innerText,
  ].map(squeeze).filter(Boolean);
  const isSeen = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
  const candidates = [...root.querySelectorAll(kinds)].filter(isSeen);
  const found =
    candidates.find((element) => names(element).includes(name)) ??
    candidates.find((element) => names(element).some((each) => each.startsWith(name)));
  found?.setAttribute('data-journey', mark);
  return Boolean(found);
}

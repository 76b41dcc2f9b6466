// The painted graph: its nodes are no elements when they are far away, so the page's own probe says where
// they are; pointing, dragging and typing are done as a hand does them.

import { waitUntil } from './waiting.js';

export class GraphOnScreen {
  #page;

  constructor(page) {
    this.#page = page;
  }

  /** How many nodes, edges and groups are drawn. */
  counts() {
    return this.#page.browser.execute(() => window.__graph?.counts());
  }

  selected() {
    return this.#page.browser.execute(() => window.__graph.selected());
  }

  /** Waits until the graph is drawn and has at least one node. */
  async drawn() {
    await waitUntil(async () => (await this.counts())?.nodes > 0, 20_000, 'the graph to be drawn');
  }

  /** Brings a node into the middle at working zoom, and waits until the camera rests and its ports are there. */
  async goTo(id) {
    await this.#page.browser.execute((node) => window.__graph.goTo(node), id);
    await this.#port(id, 'source');
  }

  /** The middle of a node, in the window's coordinates. */
  async middle(id) {
    const box = await waitUntil(() => this.box(id), 5000, `${id} to be drawn`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  box(id) {
    return this.#page.browser.execute((node) => window.__graph.nodeAt(node), id);
  }

  /** Drags from the right port of one node onto another; both are in view at working zoom. */
  async connect(from, to) {
    await this.#page.drag(await this.#port(from, 'source'), await this.#port(to, 'target'));
  }

  /** Goes to a node and clicks on it; aims again, as a person does, when the page moved under the pointer. */
  async choose(id) {
    const isChosen = async () => (await this.selected()).includes(id);
    const click = async () => {
      await this.goTo(id);
      await this.#page.clickAt(await this.middle(id));
      return waitUntil(isChosen, 1500, `${id} to be selected`);
    };
    await waitUntil(click, 8000, `a click on ${id} to select it`);
  }

  /** The middle of a port. It is clear until the pointer is near, which WebDriver takes for hidden. */
  #port(id, kind) {
    const selector = `.react-flow__node[data-id="${id}"] .react-flow__handle.${kind}`;
    const look = (css) => {
      const box = document.querySelector(css)?.getBoundingClientRect();
      return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    return waitUntil(() => this.#page.browser.execute(look, selector), 5000, `the ${kind} port of ${id}`);
  }
}

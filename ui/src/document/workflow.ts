import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { ask, toAskError, type AskError } from '@/backend';
import type { Assessment, LayoutFile, OpenDocument, Point, Strip } from '@/generated/asks';
import type { Definition, Edit } from '@/generated/model';
import { differenceBetween, same } from './difference';
import { applyEdits } from './edits';
import { History, type Mark } from './history';
import { sharing } from './sharing';
import { Sender } from './sender';

export interface Chosen {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
}

export interface WorkflowState {
  path: string;
  /** Null while the text has never been a definition; the last good one while the text is broken. */
  definition: Definition | null;
  layout: LayoutFile;
  /** The text as typed, while it is broken; null when the definition is what counts. */
  brokenText: string | null;
  chosen: Chosen;
  /** What the core knows of the newest version that it has answered for. */
  assessment: Assessment;
  /** The figures of a newer version than the assessment's, which are planned before its problems are known; else null. */
  planned: Strip | null;
  /** Edits are on their way, so that the assessment is of an older version. */
  assessing: boolean;
  dirty: boolean;
  saving: boolean;
  canUndo: boolean;
  canRedo: boolean;
  /** The last request that failed, until the next one succeeds or it is dismissed. */
  problem: AskError | null;
}

export interface EditOptions {
  /** Edits of one key in quick succession are undone together. */
  key?: string;
  layout?: LayoutFile;
  choose?: Iterable<string>;
}

export const NOTHING_CHOSEN: Chosen = { nodes: new Set(), edges: new Set() };

/** One open workflow: the definition as edited here, its positions, what is chosen, and what the core says of it. */
export class Workflow {
  /** The core's number for it. */
  readonly document: number;
  readonly use: UseBoundStore<StoreApi<WorkflowState>>;
  readonly #history = new History();
  readonly #sender: Sender;
  #saved: { definition: Definition | null; layout: LayoutFile };

  constructor(opened: OpenDocument) {
    this.document = opened.document;
    this.#saved = { definition: opened.definition, layout: opened.layout };
    this.use = create<WorkflowState>(() => ({
      path: opened.path,
      definition: opened.definition,
      layout: opened.layout,
      brokenText: opened.definition === null ? opened.text : null,
      chosen: NOTHING_CHOSEN,
      assessment: opened.assessment,
      planned: null,
      assessing: false,
      dirty: false,
      saving: false,
      canUndo: false,
      canRedo: false,
      problem: null,
    }));
    this.#sender = new Sender(
      {
        document: opened.document,
        onAssessed: (assessment, isLatest) => this.use.setState({ assessment, planned: null, assessing: !isLatest, problem: null }),
        onFailed: (problem) => void this.#recover(problem),
      },
      opened.version,
    );
  }

  get state(): WorkflowState {
    return this.use.getState();
  }

  /** The core has planned a version; its problems follow. */
  hearPlanned(version: number, planned: Strip): void {
    if (version > this.state.assessment.version) this.use.setState({ planned });
  }

  /** Applies edits here at once and sends them to the core. Does nothing while the text is broken. */
  edit(edits: readonly Edit[], { key, layout, choose }: EditOptions = {}): void {
    const { definition, brokenText } = this.state;
    if (definition === null || brokenText !== null) return;
    if (edits.length === 0 && layout === undefined) return;
    const next = applyEdits(definition, edits);
    this.#history.mark(this.#mark(), key, performance.now());
    // The core begins before the page is drawn anew.
    if (edits.length > 0) this.#send(edits);
    this.#put({ definition: next, ...(layout === undefined ? {} : { layout }) });
    if (choose !== undefined) this.choose(choose);
  }

  /** Puts nodes elsewhere on the canvas; no edit of the definition, but undone like one. */
  move(positions: Readonly<Record<string, Point>>, key?: string): void {
    const { layout } = this.state;
    this.edit([], { layout: { ...layout, positions: { ...layout.positions, ...positions } }, ...(key === undefined ? {} : { key }) });
  }

  /** Positions that nobody chose: where nodes had none. Neither an edit nor a reason to save. */
  placeQuietly(positions: Readonly<Record<string, Point>>): void {
    const { layout } = this.state;
    const next = { ...layout, positions: { ...positions, ...layout.positions } };
    if (this.#saved.layout === layout) this.#saved = { ...this.#saved, layout: next };
    this.#put({ layout: next });
  }

  choose(nodes: Iterable<string>, edges: Iterable<string> = []): void {
    this.use.setState({ chosen: { nodes: new Set(nodes), edges: new Set(edges) } });
  }

  undo(): void {
    this.#goTo(this.#history.undo(this.#mark()));
  }

  redo(): void {
    this.#goTo(this.#history.redo(this.#mark()));
  }

  dismissProblem(): void {
    this.use.setState({ problem: null });
  }

  /** Replaces the whole text; while it is broken, the picture keeps the last good definition. */
  async setText(text: string): Promise<void> {
    await this.#sender.settled();
    const before = this.#mark();
    try {
      const opened = await ask('document.set_text', { document: this.document, text });
      this.#sender.restart(opened.version);
      if (opened.definition === null) {
        this.use.setState({ brokenText: text, assessment: opened.assessment, planned: null, problem: null });
        return;
      }
      const definition = before.definition === null ? opened.definition : sharing(before.definition, opened.definition);
      if (definition !== before.definition) this.#history.mark(before, 'text', performance.now());
      this.use.setState({ assessment: opened.assessment, planned: null, assessing: false, problem: null });
      this.#put({ definition, brokenText: null });
    } catch (problem) {
      this.use.setState({ problem: toAskError(problem, 'document.set_text') });
    }
  }

  /** Gives up a broken text for the last good definition. */
  async discardText(): Promise<void> {
    const { definition } = this.state;
    if (definition !== null) await this.setText(JSON.stringify(definition, null, 2));
  }

  /** The canonical text of what is drawn. */
  async text(): Promise<string> {
    const { brokenText } = this.state;
    if (brokenText !== null) return brokenText;
    await this.#sender.settled();
    return (await ask('document.text', { document: this.document })).text;
  }

  /** Writes definition and positions to their files; a new path makes it another file. */
  async save(path: string | null = null): Promise<boolean> {
    this.use.setState({ saving: true });
    await this.#sender.settled();
    const { definition, layout } = this.state;
    try {
      const saved = await ask('document.save', { document: this.document, layout, path });
      this.#saved = { definition, layout };
      this.use.setState({ path: saved.path, saving: false, problem: null });
      this.#put({});
      return true;
    } catch (problem) {
      this.use.setState({ saving: false, problem: toAskError(problem, 'document.save') });
      return false;
    }
  }

  /** Resolves once the core has answered for everything done here. */
  settled(): Promise<void> {
    return this.#sender.settled();
  }

  /** The version that the core has. */
  get version(): number {
    return this.#sender.version;
  }

  #mark(): Mark {
    const { definition, layout, chosen } = this.state;
    return { definition, layout, selection: chosen.nodes };
  }

  #goTo(mark: Mark | null): void {
    const { definition } = this.state;
    if (mark === null || definition === null || mark.definition === null) return;
    const edits = differenceBetween(definition, mark.definition);
    this.#put({ definition: mark.definition, layout: mark.layout, brokenText: null });
    this.choose(mark.selection);
    if (edits.length > 0) this.#send(edits);
  }

  #send(edits: readonly Edit[]): void {
    this.use.setState({ assessing: true });
    this.#sender.send(edits);
  }

  #put(part: Partial<WorkflowState>): void {
    this.use.setState((state) => {
      const next = { ...state, ...part };
      return {
        ...part,
        dirty: !same(next.definition, this.#saved.definition) || !same(next.layout, this.#saved.layout),
        canUndo: this.#history.canUndo,
        canRedo: this.#history.canRedo,
      };
    });
  }

  /** The core's copy may have missed edits: it gets ours as a whole. Only if that fails, too, the person hears of it. */
  async #recover(problem: AskError): Promise<void> {
    const { definition } = this.state;
    if (definition === null) return;
    try {
      const text = JSON.stringify(definition);
      const opened = await ask('document.set_text', { document: this.document, text });
      this.#sender.restart(opened.version);
      this.use.setState({ assessment: opened.assessment, planned: null, assessing: false, problem: opened.definition === null ? problem : null });
    } catch {
      this.use.setState({ problem, assessing: false });
    }
  }
}

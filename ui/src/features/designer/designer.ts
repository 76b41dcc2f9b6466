import { ask, toAskError } from '@/backend';
import type { Point, Stage, Target } from '@/canvas';
import { besidePath, edgeKey, nextToken, nodeOf, openWorkflow, type Workflow } from '@/document';
import type { Definition, Diagnostic, Edge, Edit, KindName, Node } from '@/generated/model';
import { copyText } from '@/lib/download';
import { valueStore } from '@/lib/store';
import { clip, paste, readClipping, type Clipping } from './actions/clipboard';
import * as drawing from './actions/drawing';

/** A copy also when the system's clipboard is out of reach. */
let lastClipping: Clipping | null = null;

/** What one can do to the workflow in front: each action is edits, positions and a choice. */
export class Designer {
  readonly workflow: Workflow;
  readonly stage: Stage;
  /** The node whose name is being written on the canvas. */
  readonly renaming = valueStore<string | null>(null);
  /** A layout is being made. */
  readonly laying = valueStore<{ token: number } | null>(null);

  constructor(workflow: Workflow, stage: Stage) {
    this.workflow = workflow;
    this.stage = stage;
  }

  get definition(): Definition | null {
    return this.workflow.state.definition;
  }

  get chosen(): ReadonlySet<string> {
    return this.workflow.state.chosen.nodes;
  }

  edit(edits: readonly Edit[], key?: string): void {
    this.workflow.edit(edits, key === undefined ? {} : { key });
  }

  setNode(node: Node, key?: string): void {
    this.edit([{ set_node: node }], key);
  }

  choose(ids: Iterable<string>, show = false): void {
    this.workflow.choose(ids);
    const [first] = this.chosen;
    if (show && first !== undefined) this.show(first);
  }

  /** Brings a node to the middle; what hides it is opened first. */
  show(id: string): void {
    const { definition, layout } = this.workflow.state;
    if (definition === null) return;
    let parent = nodeOf(definition, id)?.parent;
    const open = new Set<string>();
    while (parent !== undefined && open.size < 64) {
      open.add(parent);
      parent = nodeOf(definition, parent)?.parent;
    }
    const collapsed = layout.collapsed.filter((each) => !open.has(each));
    if (collapsed.length < layout.collapsed.length) this.workflow.edit([], { layout: { ...layout, collapsed } });
    requestAnimationFrame(() => requestAnimationFrame(() => this.stage.goTo(id)));
  }

  add(kind: KindName, at: Point, into: string | null): void {
    const { definition, layout } = this.workflow.state;
    if (definition === null) return;
    const system = into === null ? this.#systemAt(at) : null;
    this.#take(drawing.addNode(definition, layout, kind, at, into, kind === 'begin' || kind === 'end' ? null : system));
  }

  connect = (from: string, to: string): void => {
    if (this.definition !== null) this.#take(drawing.connect(this.definition, from, to));
  };

  removeChosen = (): void => {
    const { definition, chosen } = this.workflow.state;
    if (definition === null || (chosen.nodes.size === 0 && chosen.edges.size === 0)) return;
    this.#take(drawing.remove(definition, chosen.nodes, this.chosenEdges()));
  };

  chosenEdges(): Edge[] {
    const { definition, chosen } = this.workflow.state;
    if (definition === null || chosen.edges.size === 0) return [];
    return definition.edges.filter((edge) => chosen.edges.has(edgeKey(edge)));
  }

  group = (): void => {
    if (this.definition === null) return;
    this.#take(drawing.group(this.definition, this.chosen));
    const [made] = this.chosen;
    if (made !== undefined && nodeOf(this.definition, made)?.kind === 'group') this.renaming.set(made);
  };

  ungroup = (): void => {
    if (this.definition !== null) this.#take(drawing.ungroup(this.definition, this.chosen));
  };

  move = (ids: string[], dx: number, dy: number, into: string | null): void => {
    const { definition, layout } = this.workflow.state;
    if (definition !== null) this.#take(drawing.move(definition, layout, ids, dx, dy, into, this.#place));
  };

  nudge(dx: number, dy: number): void {
    const { definition, layout } = this.workflow.state;
    if (definition === null || this.chosen.size === 0) return;
    const step = drawing.move(definition, layout, [...this.chosen], dx, dy, null, this.#place);
    if (step.layout !== undefined) this.workflow.edit([], { layout: step.layout, key: 'nudge' });
  }

  startRename = (): void => {
    const [only] = this.chosen;
    if (this.chosen.size === 1 && only !== undefined) this.renaming.set(only);
  };

  renamed = (id: string, label: string | null): void => {
    this.renaming.set(null);
    if (label !== null && this.definition !== null) this.#take(drawing.rename(this.definition, id, label));
  };

  copy = (): void => {
    const { definition } = this.workflow.state;
    const clipping = definition === null ? null : clip(definition, this.chosen, this.#place);
    if (clipping === null) return;
    lastClipping = clipping;
    void copyText(JSON.stringify(clipping));
  };

  cut = (): void => {
    this.copy();
    this.removeChosen();
  };

  paste = async (at: Point | null): Promise<void> => {
    const text = await navigator.clipboard?.readText?.().catch(() => '');
    this.#paste(readClipping(text ?? '') ?? lastClipping, at);
  };

  duplicate = (): void => {
    const { definition } = this.workflow.state;
    if (definition !== null) this.#paste(clip(definition, this.chosen, this.#place), null);
  };

  toggleCollapsed = (id: string): void => {
    const { layout } = this.workflow.state;
    const isCollapsed = layout.collapsed.includes(id);
    const at = this.#place(id);
    const positions = isCollapsed || at === null ? layout.positions : { ...layout.positions, [id]: at };
    const collapsed = isCollapsed ? layout.collapsed.filter((each) => each !== id) : [...layout.collapsed, id];
    this.workflow.edit([], { layout: { positions, collapsed } });
  };

  /** Enter or a double click: a subflow's own file, a group's inside, else the name. */
  open = (target: Target): void => {
    if (target.kind !== 'node' && target.kind !== 'group') return;
    const node = this.definition === null ? undefined : nodeOf(this.definition, target.id);
    if (node?.kind === 'subflow' && node.subflow !== undefined) void this.openSubflow(node.subflow.file);
    else if (node?.kind === 'group') this.toggleCollapsed(target.id);
    else this.renaming.set(target.id);
  };

  async openSubflow(file: string): Promise<void> {
    try {
      await openWorkflow(besidePath(this.workflow.state.path, file));
    } catch (problem) {
      this.workflow.use.setState({ problem: toAskError(problem, 'document.open') });
    }
  }

  applyFix(diagnostic: Diagnostic): void {
    if (diagnostic.fix !== undefined) this.edit(diagnostic.fix.edits);
  }

  /** Lays everything out anew (`changed` null), or only these, with all else where it is. */
  async layOut(changed: string[] | null): Promise<void> {
    const token = nextToken();
    this.laying.set({ token });
    try {
      await this.workflow.settled();
      const before = this.workflow.state.layout;
      const layout = await ask('document.layout', {
        document: this.workflow.document, layout: before, changed: changed ?? [], full: changed === null, token,
      });
      const positions: Record<string, Point> = {};
      for (const [id, box] of Object.entries(layout.nodes)) positions[id] = { x: box.x, y: box.y };
      this.workflow.move(positions);
    } catch (problem) {
      const error = toAskError(problem, 'document.layout');
      if (error.code !== 'cancelled') this.workflow.use.setState({ problem: error });
    } finally {
      if (this.laying.get()?.token === token) this.laying.set(null);
    }
  }

  cancelLayout = (): void => {
    const running = this.laying.get();
    if (running !== null) void ask('cancel', { token: running.token }).catch(() => undefined);
  };

  #place = (id: string): Point | null => {
    const box = this.stage.boxOf(id);
    return box === null ? null : { x: box.x, y: box.y };
  };

  /** A node dropped on a lane belongs to its system. */
  #systemAt(at: Point): string | null {
    return this.stage.painter.geometry.scene.lanes.find((lane) => at.y >= lane.y && at.y <= lane.y + lane.height)?.id ?? null;
  }

  #paste(clipping: Clipping | null, at: Point | null): void {
    const { definition, layout } = this.workflow.state;
    if (definition !== null && clipping !== null) this.#take(paste(definition, layout, clipping, at));
  }

  #take(step: drawing.Step | null): void {
    if (step === null) return;
    const { edits, layout, choose } = step;
    if (edits.length === 0 && (layout === undefined || layout === this.workflow.state.layout)) return;
    this.workflow.edit(edits, { ...(layout === undefined ? {} : { layout }), ...(choose === undefined ? {} : { choose }) });
  }
}

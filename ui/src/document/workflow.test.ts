import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Assessment, OpenDocument } from '@/generated/asks';
import type { Definition, Edit } from '@/generated/model';
import { contentOf } from './content';
import { applyEdits } from './edits';
import { Workflow } from './workflow';

const ask = vi.hoisted(() => vi.fn());
vi.mock('@/backend', async (original) => ({ ...(await original<object>()), ask }));

const definition: Definition = {
  format: 1, id: 'bank', name: 'Bank', zone: 'UTC',
  nodes: [{ id: 'begin', kind: 'begin' }, { id: 'a', kind: 'job' }, { id: 'end', kind: 'end' }],
  edges: [{ from: 'begin', to: 'a' }, { from: 'a', to: 'end' }],
};

/** A core that keeps what it is sent, as the real one does. */
class PretendCore {
  definition = definition;
  version = 1;
  batches: Edit[][] = [];
  refuse = false;
  hashes = true;

  answer = (name: string, request: { version?: number; edits?: Edit[]; text?: string }): Promise<unknown> => {
    if (name === 'document.edit') {
      if (this.refuse || request.version !== this.version) {
        this.refuse = false;
        return Promise.reject(new Error('conflict'));
      }
      this.batches.push(request.edits ?? []);
      this.definition = applyEdits(this.definition, request.edits ?? []);
      this.version += 1;
      return Promise.resolve(this.assessment());
    }
    if (name === 'document.set_text') {
      this.definition = JSON.parse(request.text ?? '') as Definition;
      this.version += 1;
      return Promise.resolve(this.opened());
    }
    return Promise.resolve({ path: 'bank.workflow.json', hash: 'h' });
  };

  assessment(): Assessment {
    return { version: this.version, hash: this.hashes ? JSON.stringify(this.definition) : null, diagnostics: [], strip: null, obstacle: null };
  }

  opened(): OpenDocument {
    return {
      document: 1, path: 'bank.workflow.json', text: '', definition: this.definition, layout: { positions: {}, collapsed: [] },
      version: this.version, saved_hash: null, assessment: this.assessment(),
    };
  }
}

describe('an open workflow', () => {
  let core: PretendCore;
  let workflow: Workflow;
  beforeEach(() => {
    core = new PretendCore();
    ask.mockImplementation(core.answer);
    workflow = new Workflow(core.opened());
  });
  afterEach(() => ask.mockReset());

  it('shows figures that are planned before the problems are known', async () => {
    const figures = { window_s: 60, published_window_s: null, published_version: null, critical_path: [], deadlines: [] };
    workflow.edit([{ set_node: { id: 'a', kind: 'job', name: 'x' } }]);
    workflow.hearPlanned(2, figures);
    expect(workflow.state.planned).toBe(figures);
    await workflow.settled();
    expect(workflow.state.planned).toBeNull();
    workflow.hearPlanned(2, figures);
    expect(workflow.state.planned, 'it came late').toBeNull();
  });

  it('keeps the core in step through edits, undo and redo', async () => {
    workflow.edit([{ set_node: { id: 'b', kind: 'job' } }]);
    workflow.edit([{ remove_edge: { from: 'begin', to: 'a' } }, { remove_node: 'a' }]);
    workflow.undo();
    workflow.undo();
    workflow.redo();
    await workflow.settled();
    expect(workflow.state.definition?.nodes.map((node) => node.id)).toEqual(['begin', 'a', 'end', 'b']);
    expect(core.definition).toEqual(workflow.state.definition);
    expect(workflow.state.assessment.version).toBe(core.version);
    expect(workflow.state.assessing).toBe(false);
  });

  it('has the same content again after an undo, as far as the core can name it', async () => {
    const before = contentOf(workflow.state);
    const afterAnUndo = async () => {
      workflow.edit([{ set_node: { id: 'b', kind: 'job' } }]);
      await workflow.settled();
      expect(contentOf(workflow.state)).not.toBe(before);
      workflow.undo();
      await workflow.settled();
      return contentOf(workflow.state);
    };
    expect(await afterAnUndo()).toBe(before);
    core.hashes = false;
    expect(await afterAnUndo()).not.toBe(before);
  });

  it('sends one batch at a time and gathers what comes meanwhile', async () => {
    for (const name of ['x', 'y', 'z', 'w']) workflow.edit([{ set_node: { id: 'a', kind: 'job', name } }]);
    await workflow.settled();
    expect(core.batches.map((batch) => batch.length)).toEqual([1, 1]);
    expect(core.definition.nodes[1]?.name).toBe('w');
  });

  it('takes a move back like an edit, and sends none', async () => {
    workflow.move({ a: { x: 8, y: 16 } });
    expect(workflow.state.dirty).toBe(true);
    workflow.undo();
    await workflow.settled();
    expect(workflow.state.layout.positions).toEqual({});
    expect(workflow.state.dirty).toBe(false);
    expect(core.batches).toEqual([]);
  });

  it('is not made dirty by positions that nobody chose', () => {
    workflow.placeQuietly({ a: { x: 1, y: 1 } });
    expect(workflow.state.layout.positions['a']).toEqual({ x: 1, y: 1 });
    expect(workflow.state.dirty).toBe(false);
    expect(workflow.state.canUndo).toBe(false);
  });

  it('undoes edits of one breath together', () => {
    workflow.edit([{ set_node: { id: 'a', kind: 'job', name: 'x' } }], { key: 'name' });
    workflow.edit([{ set_node: { id: 'a', kind: 'job', name: 'xy' } }], { key: 'name' });
    workflow.undo();
    expect(workflow.state.definition).toBe(definition);
    expect(workflow.state.canUndo).toBe(false);
  });

  it('gives the core the whole text when it has lost step', async () => {
    core.refuse = true;
    workflow.edit([{ set_node: { id: 'a', kind: 'job', name: 'kept' } }]);
    await workflow.settled();
    await vi.waitFor(() => expect(core.definition.nodes[1]?.name).toBe('kept'));
    workflow.edit([{ set_node: { id: 'b', kind: 'job' } }]);
    await workflow.settled();
    expect(core.definition).toEqual(workflow.state.definition);
    expect(workflow.state.problem).toBeNull();
  });

  it('is clean after saving', async () => {
    workflow.edit([{ set_node: { id: 'b', kind: 'job' } }]);
    expect(workflow.state.dirty).toBe(true);
    expect(await workflow.save()).toBe(true);
    expect(workflow.state.dirty).toBe(false);
  });
});

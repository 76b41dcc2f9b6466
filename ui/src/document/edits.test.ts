import { describe, expect, it } from 'vitest';
import type { Definition, Edit } from '@/generated/model';
import { differenceBetween } from './difference';
import { applyEdits, headerOf } from './edits';

const definition: Definition = {
  format: 1, id: 'bank', name: 'Bank', zone: 'Asia/Shanghai',
  systems: [{ id: 'core', name: 'Core', colour: 1 }, { id: 'dw', name: 'Warehouse', colour: 2 }],
  nodes: [
    { id: 'begin', kind: 'begin' }, { id: 'group', kind: 'group', order: 'serial' },
    { id: 'a', kind: 'job', parent: 'group' }, { id: 'b', kind: 'job', parent: 'group', settings: { on_failure: { handler: 'a' } } },
    { id: 'end', kind: 'end' },
  ],
  edges: [{ from: 'begin', to: 'a' }, { from: 'a', to: 'b', on: 'failure' }, { from: 'b', to: 'end', lag: '5m' }],
};

describe('edits', () => {
  it('replaces a node in its place and adds a new one at the end', () => {
    const next = applyEdits(definition, [{ set_node: { id: 'a', kind: 'job', name: 'A' } }, { set_node: { id: 'c', kind: 'job' } }]);
    expect(next.nodes.map((node) => node.id)).toEqual(['begin', 'group', 'a', 'b', 'end', 'c']);
    expect(next.nodes[2]?.name).toBe('A');
    expect(next.nodes[0]).toBe(definition.nodes[0]);
  });

  it('puts a node before another, and moves one that is there', () => {
    const next = applyEdits(definition, [{ insert_node: { node: { id: 'b', kind: 'job' }, before: 'a' } }]);
    expect(next.nodes.map((node) => node.id)).toEqual(['begin', 'group', 'b', 'a', 'end']);
  });

  it('renames wherever the node is named', () => {
    const next = applyEdits(definition, [{ rename_node: { from: 'a', to: 'x' } }, { rename_node: { from: 'group', to: 'g' } }]);
    expect(next.edges.map(({ from, to }) => `${from} ${to}`)).toEqual(['begin x', 'x b', 'b end']);
    expect(next.nodes.find((node) => node.id === 'b')?.settings?.on_failure).toEqual({ handler: 'x' });
    expect(next.nodes.find((node) => node.id === 'x')?.parent).toBe('g');
  });

  it('adds an edge once and removes what equals it, spelled out or not', () => {
    const twice = applyEdits(definition, [{ add_edge: { from: 'begin', to: 'a', on: 'success', lag: '0s' } }]);
    expect(twice).toBe(definition);
    const gone = applyEdits(definition, [{ remove_edge: { from: 'begin', to: 'a', on: 'success' } }]);
    expect(gone.edges).toHaveLength(2);
  });

  it('changes nothing where it finds nothing', () => {
    const edits: Edit[] = [{ remove_node: 'nobody' }, { remove_pool: 'none' }, { rename_node: { from: 'nobody', to: 'x' } }];
    expect(applyEdits(definition, edits).nodes).toEqual(definition.nodes);
  });
});

describe('the difference between two marks', () => {
  const changes: Record<string, Edit[]> = {
    'a removed node with its edges': [{ remove_edge: { from: 'begin', to: 'a' } }, { remove_edge: { from: 'a', to: 'b', on: 'failure' } }, { remove_node: 'a' }],
    'an added node and edge': [{ set_node: { id: 'c', kind: 'job' } }, { add_edge: { from: 'c', to: 'end' } }],
    'another order of a serial group': [{ insert_node: { node: { id: 'b', kind: 'job', parent: 'group' }, before: 'a' } }],
    'a new name of a node': [{ rename_node: { from: 'b', to: 'books' } }],
    'systems in another order': [{ remove_system: 'core' }, { set_system: { id: 'core', name: 'Core', colour: 3 } }],
    'header, pools and triggers': [
      { set_header: { ...headerOf(definition), name: 'The bank', deadline: '05:00+1' } },
      { set_pool: { id: 'db', name: 'Sessions', capacity: 4 } }, { set_triggers: [{ id: 't', on: { time: '21:00+0' } }] },
    ],
  };
  it.each(Object.entries(changes))('leads there and back: %s', (_, edits) => {
    const after = applyEdits(definition, edits);
    expect(applyEdits(definition, differenceBetween(definition, after))).toEqual(after);
    const back = applyEdits(after, differenceBetween(after, definition));
    expect(back.nodes).toEqual(definition.nodes);
    expect(back.edges).toEqual(definition.edges);
    expect(back.systems).toEqual(definition.systems);
    expect(headerOf(back)).toEqual(headerOf(definition));
  });

  it('sends only what changed', () => {
    const after = applyEdits(definition, [{ set_node: { id: 'a', kind: 'job', parent: 'group', name: 'A' } }]);
    expect(differenceBetween(definition, after)).toHaveLength(1);
  });
});

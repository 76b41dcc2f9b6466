import { describe, expect, it } from 'vitest';
import { applyEdits } from '@/document';
import type { LayoutFile } from '@/generated/asks';
import type { Definition } from '@/generated/model';
import { clip, paste, readClipping } from './clipboard';
import { addNode, connect, group, move, remove, rename, ungroup, type Step } from './drawing';

const layout: LayoutFile = { positions: { a: { x: 0, y: 0 }, b: { x: 300, y: 0 }, c: { x: 600, y: 0 } }, collapsed: [] };
const definition: Definition = {
  format: 1, id: 'bank', name: 'Bank', zone: 'UTC',
  nodes: [
    { id: 'begin', kind: 'begin' }, { id: 'g', kind: 'group', system: 'core' }, { id: 'a', kind: 'job', parent: 'g' },
    { id: 'b', kind: 'job', parent: 'g' }, { id: 'c', kind: 'job' }, { id: 'end', kind: 'end' },
    { id: 'is', kind: 'decision', branches: [{ name: 'yes', when: 'x' }, { name: 'no' }] },
  ],
  edges: [{ from: 'begin', to: 'a' }, { from: 'a', to: 'b' }, { from: 'b', to: 'c' }, { from: 'c', to: 'end' }, { from: 'g', to: 'end' }],
};
const places = (id: string) => layout.positions[id] ?? null;
const after = (step: Step | null) => applyEdits(definition, step?.edits ?? []);

describe('drawing', () => {
  it('adds a node of each kind under a free identifier, into the group it was dropped on', () => {
    const step = addNode(definition, layout, 'wait', { x: 11, y: 13 }, 'g', null);
    expect(after(step).nodes.at(-1)).toMatchObject({ id: 'wait-1', kind: 'wait', parent: 'g' });
    expect(step.layout?.positions['wait-1']).toEqual({ x: 12, y: 12 });
    expect(step.choose).toEqual(['wait-1']);
  });

  it('joins two nodes once, and takes the branch that has no edge yet', () => {
    expect(connect(definition, 'a', 'b')).toBeNull();
    expect(connect(definition, 'a', 'a')).toBeNull();
    const first = connect(definition, 'is', 'a');
    expect(first?.edits).toEqual([{ add_edge: { from: 'is', to: 'a', branch: 'yes' } }]);
    const second = connect(applyEdits(definition, first?.edits ?? []), 'is', 'b');
    expect(second?.edits).toEqual([{ add_edge: { from: 'is', to: 'b', branch: 'no' } }]);
  });

  it('removes a group with all it holds and every edge that would dangle', () => {
    const next = after(remove(definition, ['g'], []));
    expect(next.nodes.map((node) => node.id)).toEqual(['begin', 'c', 'end', 'is']);
    expect(next.edges).toEqual([{ from: 'c', to: 'end' }]);
  });

  it('groups and ungroups', () => {
    const grouped = after(group(definition, new Set(['a', 'c', 'end'])));
    expect(grouped.nodes.filter((node) => node.parent === 'group-1').map((node) => node.id)).toEqual(['a', 'c']);
    const freed = after(ungroup(definition, new Set(['g'])));
    expect(freed.nodes.some((node) => node.id === 'g' || node.parent === 'g')).toBe(false);
    expect(freed.edges.some((edge) => edge.from === 'g')).toBe(false);
  });

  it('moves a group with its members and changes only what was dropped elsewhere', () => {
    const still = move(definition, layout, ['g'], 10, 20, null, places);
    expect(still.edits).toEqual([]);
    expect(still.layout?.positions['a']).toEqual({ x: 12, y: 20 });
    expect(still.layout?.positions['c']).toEqual({ x: 600, y: 0 });
    const into = move(definition, layout, ['c'], 0, 0, 'g', places);
    expect(after(into).nodes.find((node) => node.id === 'c')?.parent).toBe('g');
    const out = move(definition, layout, ['a'], 0, 0, null, places);
    expect('parent' in (after(out).nodes.find((node) => node.id === 'a') ?? {})).toBe(false);
  });

  it('takes the identifier from the first name that a new node gets', () => {
    const made = applyEdits(definition, addNode(definition, layout, 'job', { x: 0, y: 0 }, null, null).edits);
    const named = applyEdits(made, rename(made, 'job-1', '日终 Posting!')?.edits ?? []);
    expect(named.nodes.at(-1)).toMatchObject({ id: '日终-posting', name: '日终 Posting!' });
    expect(after(rename(definition, 'a', 'Accrue')).nodes[2]).toMatchObject({ id: 'a', name: 'Accrue' });
    expect(rename(definition, 'a', '  ')).toBeNull();
  });
});

describe('the clipboard', () => {
  it('copies a group with what it holds and the edges within, under free names', () => {
    const clipping = readClipping(JSON.stringify(clip(definition, new Set(['g']), places)));
    expect(clipping?.nodes.map((node) => node.id)).toEqual(['g', 'a', 'b']);
    const step = clipping === null ? null : paste(definition, layout, clipping, { x: 100, y: 50 });
    const next = after(step);
    expect(next.nodes.slice(-3).map(({ id, parent }) => [id, parent])).toEqual([['g-2', undefined], ['a-2', 'g-2'], ['b-2', 'g-2']]);
    expect(next.edges.at(-1)).toEqual({ from: 'a-2', to: 'b-2' });
    expect(step?.layout?.positions['a-2']).toEqual({ x: 100, y: 50 });
    expect(step?.choose).toEqual(['g-2']);
  });

  it('is not misled by other texts', () => {
    expect(readClipping('hello')).toBeNull();
    expect(readClipping('{"nodes": []}')).toBeNull();
    expect(clip(definition, new Set(['begin']), places)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { Camera } from './camera';
import { edgeUnder, geometryOf, groupUnder, nodesIn, nodeUnder } from './geometry';
import { route } from './routing';
import { NODE_HEIGHT, NODE_WIDTH, overlaps, type Box, type Scene, type SceneEdge, type SceneNode } from './scene';
import { neighbour } from './traversal';

const node = (id: string, x: number, y: number): SceneNode => ({
  id, x, y, width: NODE_WIDTH, height: NODE_HEIGHT, label: id, second: '', icon: 'job', hue: 1, badges: [], state: null,
  forced: false, critical: false, emphasis: 'plain', stacked: false,
});
const edge = (from: string, to: string): SceneEdge => ({ id: `${from} ${to}`, from, to, line: 'success', label: '', critical: false, emphasis: 'plain' });
const scene = (nodes: SceneNode[], edges: SceneEdge[] = [], groups: Scene['groups'] = []): Scene => ({ nodes, edges, groups, lanes: [] });

function pieces(corners: readonly number[]): [number, number, number, number][] {
  const list: [number, number, number, number][] = [];
  for (let at = 0; at + 3 < corners.length; at += 2) list.push([corners[at] ?? 0, corners[at + 1] ?? 0, corners[at + 2] ?? 0, corners[at + 3] ?? 0]);
  return list;
}

describe('hits', () => {
  it('finds exactly the nodes that a plain search finds, for many places', () => {
    let seed = 42;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    const nodes = Array.from({ length: 800 }, (_, index) => node(`n${index}`, random() * 20_000 - 10_000, random() * 9000 - 4500));
    const geometry = geometryOf(scene(nodes));
    for (let round = 0; round < 200; round += 1) {
      const area: Box = { x: random() * 22_000 - 11_000, y: random() * 10_000 - 5000, width: random() * 3000, height: random() * 1500 };
      expect(nodesIn(geometry, area).map(({ id }) => id)).toEqual(nodes.filter((each) => overlaps(each, area)).map(({ id }) => id));
    }
    for (const each of nodes.slice(0, 100)) {
      const hit = nodeUnder(geometry, { x: each.x + 5, y: each.y + 5 });
      expect(hit !== null && overlaps(hit, { x: each.x + 5, y: each.y + 5, width: 0, height: 0 })).toBe(true);
    }
  });

  it('finds the nearest edge within reach, and none beyond', () => {
    const geometry = geometryOf(scene([node('a', 0, 0), node('b', 300, 0)], [edge('a', 'b')]));
    expect(edgeUnder(geometry, { x: 250, y: NODE_HEIGHT / 2 + 4 }, 6)).toBe(0);
    expect(edgeUnder(geometry, { x: 250, y: NODE_HEIGHT / 2 + 9 }, 6)).toBeNull();
  });

  it('finds the innermost group', () => {
    const group = (id: string, box: Box) => ({ ...box, id, label: id, order: 'free' as const, hue: 0 as const, emphasis: 'plain' as const, badges: [] });
    const outer = group('outer', { x: 0, y: 0, width: 500, height: 400 });
    const inner = group('inner', { x: 50, y: 50, width: 200, height: 200 });
    const geometry = geometryOf(scene([], [], [outer, inner]));
    expect(groupUnder(geometry, { x: 100, y: 100 })?.id).toBe('inner');
    expect(groupUnder(geometry, { x: 400, y: 300 })?.id).toBe('outer');
    expect(groupUnder(geometry, { x: 400, y: 300 }, true)).toBeNull();
  });

  it('keeps its indices when only looks change', () => {
    const before = geometryOf(scene([node('a', 0, 0), node('b', 300, 0)], [edge('a', 'b')]));
    const after = geometryOf(scene([{ ...node('a', 0, 0), label: 'other' }, node('b', 300, 0)], [edge('a', 'b')]), before);
    expect(after.nodeIndex).toBe(before.nodeIndex);
    expect(after.scene.nodes[0]?.label).toBe('other');
    const moved = geometryOf(scene([node('a', 0, 8), node('b', 300, 0)], [edge('a', 'b')]), after);
    expect(moved.nodeIndex).not.toBe(before.nodeIndex);
  });
});

describe('routes', () => {
  const places: [string, Box, Box][] = [
    ['beside', node('a', 0, 0), node('b', 280, 160)],
    ['far', node('a', 0, 0), node('b', 1900, -400)],
    ['behind', node('a', 900, 0), node('b', 0, 300)],
    ['on the same row behind', node('a', 900, 0), node('b', 0, 0)],
    ['itself', node('a', 0, 0), node('a', 0, 0)],
  ];
  it.each(places)('goes from port to port in upright and level pieces: %s', (_, from, to) => {
    for (const free of [true, false]) {
      const corners = route(from, to, 3, () => free);
      expect(corners.slice(0, 2)).toEqual([from.x + from.width, from.y + from.height / 2]);
      expect(corners.slice(-2)).toEqual([to.x, to.y + to.height / 2]);
      for (const [ax, ay, bx, by] of pieces(corners)) expect(ax === bx || ay === by).toBe(true);
    }
  });

  it('passes no node of its row when the way is not free', () => {
    const between = node('m', 560, 0);
    const geometry = geometryOf(scene([node('a', 0, 0), between, node('b', 1120, 0)], [edge('a', 'b')]));
    const corners = [...geometry.corners];
    for (const [ax, ay, bx, by] of pieces(corners)) {
      const piece = { x: Math.min(ax, bx), y: Math.min(ay, by), width: Math.abs(ax - bx), height: Math.abs(ay - by) };
      expect(overlaps(piece, between)).toBe(false);
    }
  });
});

describe('camera', () => {
  it('keeps the point under the pointer when it zooms', () => {
    const camera = new Camera();
    camera.resize(1000, 800);
    camera.moveTo({ x: 120, y: -40, zoom: 0.7 });
    const before = camera.toWorld({ x: 333, y: 222 });
    camera.zoomBy(1.7, { x: 333, y: 222 });
    const after = camera.toWorld({ x: 333, y: 222 });
    expect(after.x).toBeCloseTo(before.x, 6);
    expect(after.y).toBeCloseTo(before.y, 6);
  });

  it('fits a box and never comes nearer than full size', () => {
    const camera = new Camera();
    camera.resize(1000, 800);
    camera.fit({ x: -5000, y: 100, width: 20_000, height: 300 });
    const on = camera.toScreen({ x: -5000, y: 100, width: 20_000, height: 300 });
    expect(on.x).toBeGreaterThanOrEqual(0);
    expect(on.x + on.width).toBeLessThanOrEqual(1000);
    camera.fit({ x: 0, y: 0, width: 10, height: 10 });
    expect(camera.view.zoom).toBe(1);
  });
});

describe('arrow keys', () => {
  it('follow edges to the sides and neighbours up and down', () => {
    const geometry = geometryOf(scene([node('a', 0, 0), node('b', 600, 400), node('c', 280, 0), node('d', 0, 90)], [edge('a', 'b')]));
    expect(neighbour(geometry, 'a', 'right')).toBe('b');
    expect(neighbour(geometry, 'b', 'left')).toBe('a');
    expect(neighbour(geometry, 'a', 'down')).toBe('d');
    expect(neighbour(geometry, 'd', 'up')).toBe('a');
  });
});

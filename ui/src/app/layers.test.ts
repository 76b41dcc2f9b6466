import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What each folder under `src` may import, besides itself. Dependencies point down and never back. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  app: ['features', 'canvas', 'document', 'backend', 'kit', 'lib', 'generated'],
  features: ['canvas', 'document', 'backend', 'kit', 'lib', 'generated'],
  canvas: ['document', 'backend', 'kit', 'lib', 'generated'],
  document: ['backend', 'kit', 'lib', 'generated'],
  backend: ['lib', 'generated'],
  kit: ['lib', 'generated'],
  lib: ['generated'],
  generated: [],
};

const SOURCE = resolve(import.meta.dirname, '..');

/** What is wrong with one file importing another, both as paths below `src`; undefined when it is allowed. */
function violation(from: string, to: string): string | undefined {
  const [fromRoom = '', fromFeature] = from.split('/');
  const [toRoom = '', toFeature] = to.split('/');
  if (fromRoom === 'features' && toRoom === 'features') {
    return fromFeature === toFeature ? undefined : `${from} imports another feature: ${to}`;
  }
  const allowed = MAY_IMPORT[fromRoom];
  if (!allowed) return `${from} lies in no known folder`;
  return fromRoom === toRoom || allowed.includes(toRoom) ? undefined : `${from} may not import ${to}`;
}

function sourceFiles(): string[] {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => /\.tsx?$/.test(path) && path.includes('/'));
}

function importsOf(path: string): string[] {
  const code = readFileSync(join(SOURCE, path), 'utf8');
  const found = code.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g);
  return [...found].flatMap(([, target = '']) => {
    if (target.startsWith('@/')) return target.slice(2);
    if (target.startsWith('.')) return relative(SOURCE, resolve(SOURCE, dirname(path), target)).split(sep).join('/');
    return [];
  });
}

describe('the layers', () => {
  it('are kept by every import', () => {
    const violations = sourceFiles().flatMap((path) => importsOf(path).flatMap((target) => violation(path, target) ?? []));
    expect(violations).toEqual([]);
  });

  it('are looked at: the files and their imports are found', () => {
    expect(sourceFiles().length).toBeGreaterThan(60);
    expect(importsOf('app/places.ts')).toContain('features/designer');
    expect(importsOf('kit/index.ts')).toContain('kit/tokens.css');
  });

  it('forbid what they should', () => {
    expect(violation('lib/time.ts', 'kit/Button')).toBeDefined();
    expect(violation('kit/Button.tsx', 'backend/ask')).toBeDefined();
    expect(violation('features/monitor/Page.tsx', 'features/designer')).toBeDefined();
    expect(violation('features/monitor/Page.tsx', 'app/App')).toBeDefined();
    expect(violation('canvas/paint.ts', 'features/designer')).toBeDefined();
    expect(violation('features/monitor/Page.tsx', 'features/monitor/Wall')).toBeUndefined();
    expect(violation('app/App.tsx', 'kit')).toBeUndefined();
  });
});

import { render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { Diagnostic } from '@/generated/model';
import type { Designer } from '../designer';
import { Problems } from './Problems';

function problem(path: string): Diagnostic {
  return {
    code: 'G006', severity: 'warning', node: null, path, message: 'twice', help: null, related: [],
    fix: { title: 'Remove the second', safety: 'safe', edits: [] },
  } as unknown as Diagnostic;
}

function designer(path: string) {
  const assessment = { diagnostics: [problem(path)], obstacle: null };
  const use = (read: (state: unknown) => unknown) => read({ assessment });
  return { workflow: { use }, applyFix: vi.fn(), openSubflow: vi.fn(), choose: vi.fn() };
}

it('applies a fix to the file in front', () => {
  const front = designer('/edges/3');
  render(<Problems designer={front as unknown as Designer} />);
  screen.getByText('Remove the second').click();
  expect(front.applyFix).toHaveBeenCalledOnce();
});

it('opens the file of a subflow rather than applying its fix to another file', () => {
  const front = designer('core.workflow.json#/edges/3');
  render(<Problems designer={front as unknown as Designer} />);
  expect(screen.queryByText('Remove the second')).toBeNull();
  screen.getByText('Open core.workflow.json').click();
  expect(front.openSubflow).toHaveBeenCalledWith('core.workflow.json');
});

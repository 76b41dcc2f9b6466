import { render, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Workflow } from '@/document';
import { language } from '@/lib/i18n';
import { Names } from './names';
import { PLAN, WHOLE } from './night-fixture';
import { WhatIfPanel } from './WhatIfPanel';

beforeEach(() => language.set('en'));

it('speaks of dragging only where bars can be dragged', () => {
  const panel = (isPlanned: boolean) => (
    <WhatIfPanel
      workflow={{ document: 1 } as Workflow} plan={PLAN} basePlan={null} isPlanned={isPlanned} whole={WHOLE} names={new Names(WHOLE)} chosen={undefined}
      onChoose={vi.fn()} onClose={vi.fn()}
    />
  );
  const { rerender } = render(panel(true));
  expect(screen.getByText(/Drag a bar or its end/)).toBeTruthy();
  rerender(panel(false));
  expect(screen.queryByText(/Drag a bar or its end/)).toBeNull();
  expect(screen.getByText(/A simulated night cannot be dragged/)).toBeTruthy();
});

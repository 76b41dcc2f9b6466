import { useEffect, useState } from 'react';
import { Palette } from './Palette';
import { Outline, type OutlineOrder } from './Outline';
import { SelectInput } from '@/kit';
import type { DiffReport } from '@/generated/asks';
import { useText } from '@/lib/i18n';
import type { Designer } from '../designer';
import type { Report } from '@/document';

interface LeftPanelProps {
  designer: Designer;
  diff: Report<DiffReport>;
  /** Whether the difference to the published revision is wanted. */
  onByChange: (wanted: boolean) => void;
}

/** The outline of all nodes, and beneath it the palette of what can be added. */
export function LeftPanel({ designer, diff, onByChange }: LeftPanelProps) {
  const text = useText();
  const [order, setOrder] = useState<OutlineOrder>('system');
  const [filter, setFilter] = useState('');
  useEffect(() => onByChange(order === 'change'), [order, onByChange]);
  const orders = [
    { value: 'system' as const, label: text('designer.bySystem') },
    { value: 'problem' as const, label: text('designer.byProblem') },
    { value: 'change' as const, label: text('designer.byChange') },
  ];
  return (
    <div className="left-panel">
      <div className="outline-tools">
        <SelectInput value={order} options={orders} onChange={setOrder} label={text('designer.outlineOrder')} />
        <input
          className="input"
          aria-label={text('designer.filter')}
          placeholder={text('designer.filter')}
          value={filter}
          spellCheck={false}
          onChange={(event) => setFilter(event.target.value)}
        />
      </div>
      <Outline designer={designer} order={order} filter={filter} diff={diff} />
      <Palette designer={designer} />
    </div>
  );
}

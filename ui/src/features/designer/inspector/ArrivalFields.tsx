import type { Arrival, Node } from '@/generated/model';
import { DayTimeField, SwitchField } from '@/kit';
import { useText } from '@/lib/i18n';
import { withField } from '../actions/node-fields';

/** When what a wait waits for comes, for forecasts: nothing is known, or three points of the clock. */
export function ArrivalFields({ node, onChange }: { node: Node; onChange: (node: Node) => void }) {
  const text = useText();
  const { arrives } = node;
  const put = (next: Arrival | undefined) => onChange(withField(node, 'arrives', next));
  return (
    <>
      <SwitchField label={text('designer.arrives')} value={arrives !== undefined} onChange={(on) => put(on ? { earliest: '22:00+0', usual: '22:30+0', latest: '23:59+0' } : undefined)} />
      {arrives !== undefined && (['earliest', 'usual', 'latest'] as const).map((point) => (
        <DayTimeField key={point} label={text(`designer.${point}`)} value={arrives[point]} onChange={(time) => put(time === null ? arrives : { ...arrives, [point]: time })} />
      ))}
      {arrives !== undefined && <p className="inspector-hint">{text('designer.arrivesHint')}</p>}
    </>
  );
}

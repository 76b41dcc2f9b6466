import { edgeKey, labelOf, nodeOf } from '@/document';
import type { Definition, Edge, Outcome } from '@/generated/model';
import { Button, DurationField, Panel, SelectField } from '@/kit';
import { useText } from '@/lib/i18n';
import { withParts } from '../actions/node-fields';
import type { Designer } from '../designer';

const OUTCOMES: readonly Outcome[] = ['success', 'failure', 'completion'];

export function EdgeInspector({ designer, definition, edge }: { designer: Designer; definition: Definition; edge: Edge }) {
  const text = useText();
  const from = nodeOf(definition, edge.from);
  const to = nodeOf(definition, edge.to);
  const put = (next: Edge) => {
    designer.edit([{ remove_edge: edge }, { add_edge: next }]);
    designer.workflow.choose([], [edgeKey(next)]);
  };
  const withBranch = (branch: string) => put(withParts(edge, { branch: branch === '' ? undefined : branch }));
  const withLag = (lag: string | null) => put(withParts(edge, { lag: lag === null || lag === '0s' ? undefined : lag }));
  const branches = [{ value: '', label: '–' }, ...(from?.branches ?? []).map(({ name }) => ({ value: name, label: name }))];
  return (
    <div className="inspector">
      <Panel title={`${from === undefined ? edge.from : labelOf(from)} → ${to === undefined ? edge.to : labelOf(to)}`}>
        <SelectField
          label={text('designer.edgeOn')}
          value={edge.on ?? 'success'}
          options={OUTCOMES.map((on) => ({ value: on, label: text(`designer.on_${on}`) }))}
          onChange={(on) => put({ ...edge, on })}
        />
        {from?.kind === 'decision' && <SelectField label={text('designer.branch')} value={edge.branch ?? ''} options={branches} onChange={withBranch} />}
        <DurationField label={text('designer.lag')} value={edge.lag ?? null} onChange={withLag} hint={text('designer.lagHint')} />
        <div className="inspector-buttons">
          <Button kind="quiet" onClick={() => designer.choose([edge.from], true)}>{text('designer.goTo', { node: edge.from })}</Button>
          <Button kind="quiet" onClick={() => designer.choose([edge.to], true)}>{text('designer.goTo', { node: edge.to })}</Button>
          <Button kind="danger" icon="trash" keys="Delete" onClick={() => designer.edit([{ remove_edge: edge }])}>{text('designer.remove')}</Button>
        </div>
      </Panel>
    </div>
  );
}

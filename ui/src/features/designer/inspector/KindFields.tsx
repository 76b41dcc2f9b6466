import type { Branch, Confirm, Definition, Join, Node, Order, Subflow, Wait } from '@/generated/model';
import { Button, NumberField, Panel, SelectField, TextAreaField, TextField } from '@/kit';
import { useText } from '@/lib/i18n';
import { orNone, withField, withParts } from '../actions/node-fields';
import { ArrivalFields } from './ArrivalFields';
import { Cell, ListEditor, MapEditor } from './ListEditor';
import { WaitFields } from './WaitFields';
import { WorkFields } from './WorkFields';

interface KindFieldsProps {
  definition: Definition;
  node: Node;
  onChange: (node: Node) => void;
  onOpen: (file: string) => void;
}

/** What a node of its kind says beyond what all say. */
export function KindFields({ definition, node, onChange, onOpen }: KindFieldsProps) {
  const text = useText();
  if (node.kind === 'begin' || node.kind === 'end') return null;
  return (
    <Panel title={text(node.kind === 'job' ? 'designer.work' : `designer.kind_${node.kind}`)} foldKey="node.work">
      {node.kind === 'job' && <WorkFields work={node.work ?? 'noop'} onChange={(work) => onChange(withField(node, 'work', work))} />}
      {node.kind === 'group' && <OrderField order={node.order ?? 'free'} onChange={(order) => onChange(withField(node, 'order', order))} />}
      {node.kind === 'milestone' && <JoinFields join={node.join ?? 'all'} onChange={(join) => onChange(withField(node, 'join', join))} />}
      {node.kind === 'decision' && <BranchFields branches={node.branches ?? []} onChange={(branches) => onChange(withField(node, 'branches', branches))} />}
      {node.kind === 'wait' && node.until !== undefined && <WaitFields until={node.until} definition={definition} onChange={(until) => onChange(withUntil(node, until))} />}
      {node.kind === 'wait' && node.until !== undefined && !('time' in node.until) && <ArrivalFields node={node} onChange={onChange} />}
      {node.kind === 'confirm' && <ConfirmFields confirm={node.confirm ?? { prompt: '' }} onChange={(confirm) => onChange(withField(node, 'confirm', confirm))} />}
      {node.kind === 'subflow' && <SubflowFields subflow={node.subflow ?? { file: '' }} onChange={(subflow) => onChange(withField(node, 'subflow', subflow))} onOpen={onOpen} />}
    </Panel>
  );
}

/** A wait for a time of day knows when that comes. */
function withUntil(node: Node, until: Wait): Node {
  return withField('time' in until ? withField(node, 'arrives', undefined) : node, 'until', until);
}

function OrderField({ order, onChange }: { order: Order; onChange: (order: Order) => void }) {
  const text = useText();
  const options = (['free', 'serial', 'parallel'] as const).map((value) => ({ value, label: text(`designer.order_${value}`) }));
  return <SelectField label={text('designer.order')} value={order} options={options} onChange={onChange} />;
}

function JoinFields({ join, onChange }: { join: Join; onChange: (join: Join) => void }) {
  const text = useText();
  const kind = typeof join === 'string' ? join : 'at_least';
  const options = (['all', 'any', 'at_least'] as const).map((value) => ({ value, label: text(`designer.join_${value}`) }));
  return (
    <>
      <SelectField label={text('designer.join')} value={kind} options={options} onChange={(next) => onChange(next === 'at_least' ? { at_least: 1 } : next)} />
      {typeof join === 'object' && (
        <NumberField label={text('designer.howMany')} value={join.at_least} min={1} whole onChange={(count) => onChange({ at_least: count ?? 1 })} />
      )}
    </>
  );
}

function BranchFields({ branches, onChange }: { branches: Branch[]; onChange: (branches: Branch[]) => void }) {
  const text = useText();
  const put = (branch: Branch, field: 'when' | 'probability', value: string): Branch => {
    if (value.trim() === '') return withParts(branch, { [field]: undefined });
    if (field === 'when') return { ...branch, when: value.trim() };
    const share = Number(value.replace('%', '').trim()) / 100;
    return Number.isFinite(share) && share >= 0 && share <= 1 ? { ...branch, probability: share } : branch;
  };
  return (
    <>
      <ListEditor<Branch> label={text('designer.branches')} items={branches} onChange={onChange} make={() => ({ name: `branch-${branches.length + 1}` })}>
        {(branch, change) => (
          <div className="branch-fields">
            <Cell label={text('designer.name')} value={branch.name} mono={false} onChange={(name) => change({ ...branch, name })} />
            <Cell label={text('designer.when')} value={branch.when ?? ''} onChange={(when) => change(put(branch, 'when', when))} />
            <Cell
              label={text('designer.probability')}
              value={branch.probability === undefined ? '' : `${Math.round(branch.probability * 10_000) / 100} %`}
              onChange={(typed) => change(put(branch, 'probability', typed))}
            />
          </div>
        )}
      </ListEditor>
      <p className="inspector-hint">{text('designer.branchHint')}</p>
    </>
  );
}

function ConfirmFields({ confirm, onChange }: { confirm: Confirm; onChange: (confirm: Confirm) => void }) {
  const text = useText();
  const withRole = (role: string) => onChange(withParts(confirm, { role: role.trim() === '' ? undefined : role.trim() }));
  return (
    <>
      <TextAreaField label={text('designer.prompt')} rows={2} value={confirm.prompt} onChange={(prompt) => onChange({ ...confirm, prompt })} />
      <TextField label={text('designer.role')} value={confirm.role ?? ''} placeholder={text('designer.anyOperator')} onChange={withRole} />
    </>
  );
}

function SubflowFields({ subflow, onChange, onOpen }: { subflow: Subflow; onChange: (subflow: Subflow) => void; onOpen: (file: string) => void }) {
  const text = useText();
  const withParameters = (parameters: Record<string, string>) => onChange(withParts(subflow, { parameters: orNone(parameters) }));
  return (
    <>
      <TextField label={text('designer.file')} mono value={subflow.file} onChange={(file) => onChange({ ...subflow, file: file.trim() })} />
      <Button icon="open" onClick={() => onOpen(subflow.file)}>{text('designer.openSubflow')}</Button>
      <MapEditor label={text('designer.parameters')} value={subflow.parameters ?? {}} onChange={withParameters} />
    </>
  );
}

import { freeId, labelOf, nodePlaces, ownSystem, slug, systemOf } from '@/document';
import type { Definition, Node } from '@/generated/model';
import { DayTimeField, Icon, Panel, SelectField, TextAreaField, TextField } from '@/kit';
import { useText } from '@/lib/i18n';
import { withField, withSettings } from '../actions/node-fields';
import type { Designer } from '../designer';
import { problemsByNode } from '../look';
import { CycleFields } from './CycleFields';
import { KindFields } from './KindFields';
import { NodeProblems } from './NodeProblems';
import { ResourceFields } from './ResourceFields';
import { originWords, type Level } from './setting-fields';
import { SettingsPanels, UrgencyFields } from './SettingsPanels';
import { useResolved } from './use-resolved';

/** Kinds that take time, fail and are watched. */
const WORKS: ReadonlySet<string> = new Set(['job', 'group', 'wait', 'confirm', 'subflow']);

export function NodeInspector({ designer, definition, node }: { designer: Designer; definition: Definition; node: Node }) {
  const text = useText();
  const resolved = useResolved(designer.workflow, node.id);
  const diagnostics = designer.workflow.use((state) => state.assessment.diagnostics);
  const mine = problemsByNode(diagnostics).get(node.id) ?? [];
  const put = (next: Node) => designer.setNode(next);
  const level: Level = { stated: node.settings ?? {}, resolved, put: (part) => put(withSettings(node, part)) };
  const isPlain = node.kind === 'begin' || node.kind === 'end';
  return (
    <div className="inspector" data-node={node.id}>
      <header className="inspector-head">
        <Icon name={node.kind} />
        <strong>{labelOf(node)}</strong>
        <span>{text(`designer.kind_${node.kind}`)}</span>
      </header>
      {mine.length > 0 && <NodeProblems designer={designer} problems={mine} />}
      <IdentityPanel designer={designer} definition={definition} node={node} />
      <KindFields definition={definition} node={node} onChange={put} onOpen={(file) => void designer.openSubflow(file)} />
      {!isPlain && (
        <Panel title={text('designer.promises')} foldKey="node.time">
          <DayTimeField label={text('designer.notBefore')} value={node.not_before ?? null} onChange={(time) => put(withField(node, 'not_before', time ?? undefined))} />
          <DayTimeField label={text('designer.deadline')} value={node.deadline ?? null} onChange={(time) => put(withField(node, 'deadline', time ?? undefined))} />
          {node.kind === 'job' && <CycleFields node={node} onChange={put} />}
        </Panel>
      )}
      {WORKS.has(node.kind) && (
        <>
          <Panel title={text('designer.resources')} foldKey="node.resources">
            <ResourceFields definition={definition} node={node} onChange={put} />
            <UrgencyFields level={level} />
          </Panel>
          <SettingsPanels level={level} definition={definition} prefix="node" />
        </>
      )}
    </div>
  );
}

function IdentityPanel({ designer, definition, node }: { designer: Designer; definition: Definition; node: Node }) {
  const text = useText();
  const put = (next: Node) => designer.setNode(next);
  const rename = (typed: string) => {
    const places = nodePlaces(definition);
    const to = freeId((id) => id !== node.id && places.has(id), typed.trim());
    if (to === node.id) return;
    designer.edit([{ rename_node: { from: node.id, to } }]);
    designer.choose([to]);
  };
  const systems = [{ value: '', label: '–' }, ...(definition.systems ?? []).map(({ id, name }) => ({ value: id, label: name }))];
  const groups = definition.nodes.filter((each) => each.kind === 'group' && each.id !== node.id);
  const parents = [{ value: '', label: '–' }, ...groups.map((each) => ({ value: each.id, label: labelOf(each) }))];
  const inherited = node.system === undefined ? ownSystem(definition, node) : undefined;
  const from = designer.workflow.state.definition === null ? undefined : systemOf(definition, inherited)?.name;
  return (
    <Panel title={text('designer.identity')} foldKey="node.identity">
      <TextField label={text('designer.name')} value={node.name ?? ''} placeholder={node.id} onChange={(name) => put(withField(node, 'name', name.trim() === '' ? undefined : name.trim()))} />
      <TextField
        label={text('designer.identifier')} mono value={node.id} onChange={rename}
        validate={(typed) => (slug(typed) !== '' && /^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u.test(typed.trim()) ? undefined : text('designer.badIdentifier'))}
      />
      {node.kind !== 'begin' && node.kind !== 'end' && (
        <>
          <SelectField
            label={text('designer.system')} value={node.system ?? inherited ?? ''} options={systems}
            origin={node.system !== undefined ? text('designer.originStated') : from === undefined ? undefined : originWords({ group: node.parent ?? '' }, text)}
            onReset={node.system === undefined ? undefined : () => put(withField(node, 'system', undefined))}
            onChange={(system) => put(withField(node, 'system', system === '' ? undefined : system))}
          />
          <SelectField label={text('designer.insideOf')} value={node.parent ?? ''} options={parents} onChange={(parent) => put(withField(node, 'parent', parent === '' ? undefined : parent))} />
        </>
      )}
      <TextAreaField label={text('designer.description')} rows={2} value={node.description ?? ''} onChange={(words) => put(withField(node, 'description', words.trim() === '' ? undefined : words))} />
    </Panel>
  );
}

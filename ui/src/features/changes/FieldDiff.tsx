import { useEffect, useRef } from 'react';
import type { FieldChange } from '@/generated/asks';
import { EmptyState, IconButton } from '@/kit';
import { useText } from '@/lib/i18n';
import type { FieldGroup } from './field-groups';

interface FieldDiffProps {
  groups: readonly FieldGroup[];
  chosen: string | null;
  onChoose: (node: string | null) => void;
  name: (node: string) => string;
  onComment?: ((node: string) => void) | undefined;
}

/** Every field that differs, by node, before and after. */
export function FieldDiff({ groups, chosen, onChoose, name, onComment }: FieldDiffProps) {
  const text = useText();
  if (groups.length === 0) return <EmptyState icon="compare" line={text('changes.noDifference')} />;
  return (
    <div className="field-diff">
      {groups.map((group) => (
        <Group
          key={group.key} group={group} isChosen={group.node !== null && group.node === chosen} name={name}
          onChoose={() => group.node !== null && onChoose(group.node)} onComment={onComment}
        />
      ))}
    </div>
  );
}

interface GroupProps {
  group: FieldGroup;
  isChosen: boolean;
  name: (node: string) => string;
  onChoose: () => void;
  onComment: ((node: string) => void) | undefined;
}

function Group({ group, isChosen, name, onChoose, onComment }: GroupProps) {
  const text = useText();
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isChosen) element.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isChosen]);
  const { node } = group;
  return (
    <section ref={element} className={`field-diff-group field-diff-${group.change} ${isChosen ? 'field-diff-chosen' : ''}`} data-node={node ?? undefined}>
      <header>
        {node === null ? <h3>{group.key}</h3> : <h3><button type="button" onClick={onChoose}>{name(node)}</button></h3>}
        {node !== null && node !== name(node) && <code>{node}</code>}
        <span className="field-diff-word">{text(onlyEdges(group) ? 'changes.itsEdges' : `changes.${group.change}`)}</span>
        {node !== null && onComment && <IconButton icon="edit" size={14} label={text('changes.remark', { name: name(node) })} onClick={() => onComment(node)} />}
      </header>
      <ul>
        {group.fields.map((field) => <Field key={field.path} field={field} within={node === null ? group.key : ''} />)}
        {group.edges.map((edge) => (
          <li key={`${edge.from} ${edge.to} ${edge.on} ${edge.branch}`} className={`field-diff-edge field-diff-${edge.change}`}>
            <span className="field-diff-path">{text('changes.edge')}</span>
            <span>{name(edge.from)} → {name(edge.to)}{edge.on === 'success' ? '' : ` (${edge.on})`}{edge.branch === null ? '' : ` [${edge.branch}]`}</span>
            <span className="field-diff-word">{text(`changes.${edge.change}`)}</span>
            {edge.fields.map((field) => <Field key={field.path} field={field} within="" />)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Field({ field, within }: { field: FieldChange; within: string }) {
  const path = within !== '' && field.path.startsWith(`${within}.`) ? field.path.slice(within.length + 1) : field.path;
  return (
    <li className="selectable">
      <span className="field-diff-path" title={field.path}>{path}</span>
      <span className="field-diff-values">
        {field.before !== null && <del>{field.before}</del>}
        {field.before !== null && field.after !== null && ' → '}
        {field.after !== null && <ins>{field.after}</ins>}
      </span>
    </li>
  );
}

/** The node says what it said before, but hangs differently in the graph. */
function onlyEdges({ change, fields, edges }: FieldGroup): boolean {
  return change === 'changed' && fields.length === 0 && edges.length > 0;
}

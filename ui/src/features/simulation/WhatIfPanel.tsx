import { useMemo, useState } from 'react';
import { addVerbs, moveVerb, removeVerb, replaceVerb, setVerbs, useScenario, type Workflow } from '@/document';
import type { PlanReport, Verb } from '@/generated/asks';
import type { Definition } from '@/generated/model';
import { Button, IconButton, Menu, Panel, type MenuItem } from '@/kit';
import { useText } from '@/lib/i18n';
import { MovedList } from './MovedList';
import type { Names } from './names';
import { isRefused, useNight } from './night-store';
import { VerbForm } from './VerbForm';
import { draftOf, EMPTY_DRAFT, kindOfVerb, titleOf, VERB_GROUPS, type VerbKind } from './verb-kinds';
import { verbWords } from './verb-words';

interface WhatIfPanelProps {
  workflow: Workflow;
  plan: PlanReport;
  basePlan: PlanReport | null;
  /** Whether the night that is shown is the planned one, whose bars can be dragged. */
  isPlanned: boolean;
  whole: Definition | null;
  names: Names;
  /** The job chosen, which a new change is offered for. */
  chosen: string | undefined;
  onChoose: (id: string) => void;
  onClose: () => void;
}

/** Which form is open: a new verb, or the one at a place of the list. */
type Form = { kind: VerbKind; at: number | null };

/** The scenario in hand: its changes one by one, a form for another, and what they move. */
export function WhatIfPanel({ workflow, plan, basePlan, isPlanned, whole, names, chosen, onChoose, onClose }: WhatIfPanelProps) {
  const text = useText();
  const { document } = workflow;
  const { verbs } = useScenario(document);
  const [form, setForm] = useState<Form | null>(null);
  const refused = useNight(isRefused);
  const after = useMemo(() => (whole === null ? null : withAdded(whole, verbs)), [whole, verbs]);
  const edited = form?.at === null || form === null ? undefined : verbs[form.at];
  const items = VERB_GROUPS.flatMap(({ label, kinds }): MenuItem[] => [
    { kind: 'heading', label: text(label) },
    ...kinds.map(([kind, word]): MenuItem => ({ label: text(word), onSelect: () => setForm({ kind, at: null }) })),
  ]);
  const tools = <IconButton icon="close" size={14} label={text('kit.close')} onClick={onClose} />;
  const initial = edited === undefined ? { ...EMPTY_DRAFT, node: chosen ?? '' } : draftOf(edited);
  return (
    <Panel title={text('scenario.whatIf')} tools={tools} fill>
      {verbs.length === 0 && form === null && <p className="what-if-nothing">{text(isPlanned ? 'scenario.nothing' : 'scenario.nothingSimulated')}</p>}
      <ol className="verb-list" aria-label={text('scenario.list')}>
        {verbs.map((verb, index) => {
          const words = verbWords(verb, names, text);
          return (
            <li key={index} className={form?.at === index ? 'verb-edited' : ''}>
              <span className="verb-words">{words}</span>
              <IconButton icon="chevron-up" size={12} label={`${text('scenario.earlier')}: ${words}`} disabled={index === 0} onClick={() => moveVerb(document, index, index - 1)} />
              <IconButton icon="chevron-down" size={12} label={`${text('scenario.later')}: ${words}`} disabled={index === verbs.length - 1} onClick={() => moveVerb(document, index, index + 1)} />
              <IconButton icon="edit" size={12} label={`${text('scenario.edit')}: ${words}`} onClick={() => setForm({ kind: kindOfVerb(verb), at: index })} />
              <IconButton icon="close" size={12} label={`${text('scenario.remove')}: ${words}`} onClick={() => removeVerb(document, index)} />
            </li>
          );
        })}
      </ol>
      {form !== null && (
        <VerbForm
          key={`${form.kind} ${form.at ?? 'new'}`} kind={form.kind} title={text(titleOf(form.kind))} initial={initial} whole={after}
          confirm={text(form.at === null ? 'scenario.put' : 'scenario.change')} onCancel={() => setForm(null)}
          onDone={(verb) => {
            if (form.at === null) addVerbs(document, [verb]);
            else replaceVerb(document, form.at, verb);
            setForm(null);
          }}
        />
      )}
      <div className="verb-tools">
        <Menu items={items}>{(button) => <Button icon="plus" {...button}>{text('scenario.add')}</Button>}</Menu>
        {verbs.length > 0 && <Button kind="quiet" onClick={() => setVerbs(document, [])}>{text('scenario.clear')}</Button>}
      </div>
      {verbs.length > 0 && basePlan !== null && !refused && <MovedList plan={plan} base={basePlan} names={names} onChoose={onChoose} />}
    </Panel>
  );
}

/** The definition with what the scenario adds to it, so that a further change can name that. */
function withAdded(whole: Definition, verbs: readonly Verb[]): Definition {
  const nodes = verbs.flatMap((verb) => ('add_node' in verb ? [verb.add_node] : []));
  const edges = verbs.flatMap((verb) => ('add_edge' in verb ? [verb.add_edge] : []));
  // What is remembered of the definition holds for the same one only.
  if (nodes.length === 0 && edges.length === 0) return whole;
  return { ...whole, nodes: [...whole.nodes, ...nodes], edges: [...whole.edges, ...edges] };
}

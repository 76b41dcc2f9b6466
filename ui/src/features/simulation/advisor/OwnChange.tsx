import { useState } from 'react';
import type { AllowedChange } from '@/generated/asks';
import type { Definition } from '@/generated/model';
import { Button, Menu, type MenuItem } from '@/kit';
import { useText } from '@/lib/i18n';
import { EMPTY_DRAFT, titleOf, VERB_GROUPS, type VerbKind } from '../verb-kinds';
import { VerbForm } from '../VerbForm';

/** What a change of one's own costs until that is said: as much as more capacity. */
const COST = 10;

/** Adds a change of the analyst's own: a verb is chosen, then its few fields are filled in. */
export function OwnChange({ whole, onAdd }: { whole: Definition | null; onAdd: (change: AllowedChange) => void }) {
  const text = useText();
  const [kind, setKind] = useState<VerbKind | null>(null);
  const items = VERB_GROUPS.flatMap(({ label, kinds }): MenuItem[] => [
    { kind: 'heading', label: text(label) },
    ...kinds.map(([each, word]): MenuItem => ({ label: text(word), onSelect: () => setKind(each) })),
  ]);
  return (
    <div className="advisor-own">
      {kind === null
        ? <Menu items={items}>{(button) => <Button icon="plus" {...button}>{text('advisor.addOwn')}</Button>}</Menu>
        : (
          <VerbForm
            key={kind} kind={kind} title={text(titleOf(kind))} initial={EMPTY_DRAFT} whole={whole} confirm={text('advisor.allow')} onCancel={() => setKind(null)}
            onDone={(verb) => {
              onAdd({ cost: COST, verbs: [verb] });
              setKind(null);
            }}
          />
        )}
    </div>
  );
}

import { useState } from 'react';
import { nodeOf } from '@/document';
import type { Verb } from '@/generated/asks';
import type { Definition } from '@/generated/model';
import { Button, showsWrongField } from '@/kit';
import { useText } from '@/lib/i18n';
import { VerbFields } from './VerbFields';
import type { VerbDraft, VerbKind } from './verb-kinds';
import { verbOfDraft } from './verb-of-draft';

interface VerbFormProps {
  kind: VerbKind;
  title: string;
  initial: VerbDraft;
  whole: Definition | null;
  /** The word on the button. */
  confirm: string;
  onDone: (verb: Verb) => void;
  onCancel: () => void;
}

/** The few fields of one what-if edit. */
export function VerbForm({ kind, title, initial, whole, confirm, onDone, onCancel }: VerbFormProps) {
  const text = useText();
  const [draft, setDraft] = useState(() => begun(kind, initial, whole));
  const read = verbOfDraft(kind, draft, whole, text);
  const change = (part: Partial<VerbDraft>) => setDraft((old) => filledIn(kind, { ...old, ...part }, old, whole));
  return (
    <form
      className="verb-form"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        if ('verb' in read && !showsWrongField(event.currentTarget)) onDone(read.verb);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      <h3>{title}</h3>
      <VerbFields kind={kind} draft={draft} whole={whole} change={change} />
      {'problem' in read && read.problem !== '' && <p className="field-note field-problem" role="alert">{read.problem}</p>}
      <footer>
        <Button onClick={onCancel}>{text('scenario.cancel')}</Button>
        <Button type="submit" kind="primary" disabled={'problem' in read}>{confirm}</Button>
      </footer>
    </form>
  );
}

/** What was chosen elsewhere is filled in; of a single pool there is nothing to choose. */
function begun(kind: VerbKind, initial: VerbDraft, whole: Definition | null): VerbDraft {
  const pools = whole?.pools ?? [];
  if (kind === 'capacity' && initial.pool === '' && pools.length === 1) return filledIn(kind, { ...initial, pool: pools[0]?.id ?? '' }, initial, whole);
  if (kind === 'replace_node' && initial.lines === '') return filledIn(kind, initial, { ...initial, node: '' }, whole);
  return initial;
}

/** What is to be changed starts from what it is. */
function filledIn(kind: VerbKind, next: VerbDraft, old: VerbDraft, whole: Definition | null): VerbDraft {
  if (whole === null) return next;
  if (kind === 'replace_node' && next.node !== old.node) {
    const node = nodeOf(whole, next.node);
    return node === undefined ? next : { ...next, lines: JSON.stringify(node, null, 2) };
  }
  if (kind === 'capacity' && next.pool !== old.pool) {
    const pool = whole.pools?.find(({ id }) => id === next.pool);
    return pool === undefined ? next : { ...next, number: pool.capacity };
  }
  if (kind === 'concurrency' && next.system !== old.system) {
    const system = whole.systems?.find(({ id }) => id === next.system);
    return { ...next, number: system?.concurrency ?? null };
  }
  return next;
}

import { useId, useState, type KeyboardEvent } from 'react';
import { labelOf, nodeOf } from '@/document';
import type { Definition, Node } from '@/generated/model';
import { Field, useFieldControl } from '@/kit';
import { bestMatches } from '@/lib/match';

interface NodeFieldProps {
  label: string;
  whole: Definition | null;
  /** An identifier; empty while none is chosen. */
  value: string;
  onChange: (id: string) => void;
  placeholder?: string;
}

const MOST = 8;

/** A node by its name or identifier, found by a few letters. */
export function NodeField({ label, ...input }: NodeFieldProps) {
  return <Field label={label} layout="stack"><NodeInput {...input} /></Field>;
}

function NodeInput({ whole, value, onChange, placeholder }: Omit<NodeFieldProps, 'label'>) {
  const control = useFieldControl();
  const listId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const node = whole === null ? undefined : nodeOf(whole, value);
  const found = typed === null || whole === null ? [] : bestMatches(typed, whole.nodes, (each: Node) => `${labelOf(each)} ${each.id}`, MOST);
  /** What was pointed at is meant, then what is written; then the best that was found, by who asks for it, or else what can be nothing else. */
  const meant = (written: string, takesBest: boolean) =>
    (at > 0 ? found[at]?.id : undefined) ?? exactly(written, whole) ?? (takesBest ? found[0]?.id : onlyBegun(written, found)) ?? written;
  const choose = (id: string) => {
    onChange(id);
    setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (typed === null) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((old) => Math.min(Math.max(old + step, 0), Math.max(found.length - 1, 0)));
    else if (event.key === 'Enter') choose(meant(typed.trim(), true));
    else if (event.key === 'Escape') setTyped(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="node-field">
      <input
        {...control} type="text" className="input" role="combobox" aria-expanded={found.length > 0} aria-controls={listId} aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${listId}-${at}` : undefined}
        spellCheck={false} autoComplete="off" placeholder={placeholder} value={typed ?? (node === undefined ? value : labelOf(node))}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
          if (event.target.value === '') onChange('');
        }}
        onBlur={() => {
          if (typed !== null && typed.trim() !== '') choose(meant(typed.trim(), false));
          else setTyped(null);
        }}
        onKeyDown={onKeyDown}
      />
      {found.length > 0 && (
        <ul id={listId} role="listbox" className="node-field-list">
          {found.map((each, index) => (
            <li
              key={each.id} id={`${listId}-${index}`} role="option" aria-selected={index === at}
              onPointerDown={(event) => {
                event.preventDefault();
                choose(each.id);
              }}
            >
              {labelOf(each)}{labelOf(each) !== each.id && <small>{each.id}</small>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The node of this identifier, or the only one of this name. */
function exactly(typed: string, whole: Definition | null): string | undefined {
  if (whole === null) return undefined;
  const [node, ...others] = whole.nodes.filter((each) => labelOf(each).toLowerCase() === typed.toLowerCase());
  return (nodeOf(whole, typed) ?? (others.length === 0 ? node : undefined))?.id;
}

/** The only node that is found, when what is written is the beginning of its name. */
function onlyBegun(typed: string, [node, ...others]: readonly Node[]): string | undefined {
  const begins = node !== undefined && labelOf(node).toLowerCase().startsWith(typed.toLowerCase());
  return begins && others.length === 0 ? node.id : undefined;
}

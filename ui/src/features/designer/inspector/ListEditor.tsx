import type { ReactNode } from 'react';
import { Button, IconButton } from '@/kit';
import { useText } from '@/lib/i18n';

interface ListEditorProps<T> {
  label: string;
  items: readonly T[];
  onChange: (items: T[]) => void;
  /** The fields of one item. */
  children: (item: T, put: (item: T) => void, index: number) => ReactNode;
  /** A new item; null while none can be added. */
  make: (() => T) | null;
  /** Says why nothing can be added. */
  none?: string;
}

/** Any list: each item's fields with a button that takes it away, and one that adds another. */
export function ListEditor<T>({ label, items, onChange, children, make, none }: ListEditorProps<T>) {
  const text = useText();
  return (
    <div className="list-editor" role="group" aria-label={label}>
      <span className="list-editor-label">{label}</span>
      {items.map((item, index) => (
        <div className="list-editor-item" key={index}>
          {children(item, (next) => onChange(items.with(index, next)), index)}
          <IconButton icon="close" size={14} label={text('designer.takeAway')} onClick={() => onChange(items.toSpliced(index, 1))} />
        </div>
      ))}
      {make === null
        ? none !== undefined && <p className="inspector-hint">{none}</p>
        : <Button kind="quiet" icon="plus" onClick={() => onChange([...items, make()])}>{text('designer.addTo', { list: label })}</Button>}
    </div>
  );
}

/** A map of texts as rows of name and value. */
export function MapEditor({ label, value, onChange }: { label: string; value: Readonly<Record<string, string>>; onChange: (value: Record<string, string>) => void }) {
  const text = useText();
  const entries = Object.entries(value);
  const put = (next: readonly [string, string][]) => onChange(Object.fromEntries(next));
  return (
    <ListEditor label={label} items={entries} onChange={put} make={() => [freeName(value), ''] as [string, string]}>
      {([name, content], change) => (
        <>
          <Cell label={text('designer.name')} value={name} onChange={(next) => change([next, content])} />
          <Cell label={text('designer.value')} value={content} onChange={(next) => change([name, next])} />
        </>
      )}
    </ListEditor>
  );
}

/** A bare field that keeps its text on leaving or Enter. */
export function Cell({ label, value, onChange, mono = true }: { label: string; value: string; onChange: (value: string) => void; mono?: boolean }) {
  return (
    <input
      key={value}
      className={mono ? 'input mono' : 'input'}
      aria-label={label}
      placeholder={label}
      defaultValue={value}
      spellCheck={false}
      onBlur={(event) => { if (event.target.value !== value) onChange(event.target.value); }}
      onKeyDown={(event) => { if (event.key === 'Enter') event.currentTarget.blur(); }}
    />
  );
}

function freeName(value: Readonly<Record<string, string>>): string {
  for (let number = 1; ; number += 1) if (!(`NAME${number}` in value)) return `NAME${number}`;
}

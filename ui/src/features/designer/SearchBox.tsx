import { useEffect, useMemo, useState } from 'react';
import { labelOf } from '@/document';
import { Icon, IconButton } from '@/kit';
import { useText } from '@/lib/i18n';
import { bestMatches } from '@/lib/match';
import type { Designer } from './designer';

const LIMIT = 500;
const NONE: ReadonlySet<string> = new Set();

/** Finds nodes by name or identifier, outlines them all, and goes from one to the next with Enter. */
export function SearchBox({ designer, onFound, onClose }: { designer: Designer; onFound: (ids: ReadonlySet<string>) => void; onClose: () => void }) {
  const text = useText();
  const definition = designer.workflow.use((state) => state.definition);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(-1);
  const found = useMemo(
    () => (query.trim() === '' ? [] : bestMatches(query, definition?.nodes ?? [], (node) => `${labelOf(node)} ${node.id}`, LIMIT).map((node) => node.id)),
    [definition, query],
  );
  useEffect(() => onFound(new Set(found)), [found, onFound]);
  useEffect(() => () => onFound(NONE), [onFound]);
  const go = (step: number) => {
    if (found.length === 0) return;
    const next = (at + step + found.length) % found.length;
    setAt(next);
    const id = found[next];
    if (id !== undefined) designer.choose([id], true);
  };
  return (
    <div className="canvas-search" role="search" data-no-gesture>
      <Icon name="search" size={14} />
      <input
        autoFocus
        aria-label={text('designer.search')}
        placeholder={text('designer.search')}
        value={query}
        spellCheck={false}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(-1);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') onClose();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span className="canvas-search-count">{query.trim() === '' ? '' : `${found.length === 0 ? 0 : Math.max(1, at + 1)} / ${found.length}`}</span>
      <IconButton icon="chevron-up" size={14} label={text('designer.previous')} keys="Shift+Enter" onClick={() => go(-1)} />
      <IconButton icon="chevron-down" size={14} label={text('designer.next')} keys="Enter" onClick={() => go(1)} />
      <IconButton icon="close" size={14} label={text('kit.close')} keys="Escape" onClick={onClose} />
    </div>
  );
}

import { Children, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useText } from '@/lib/i18n';
import { clamp } from '@/lib/number';
import { isNumber, recall, remember } from '@/lib/storage';
import './SplitPane.css';

interface SplitPaneProps {
  /** Names the size that is remembered. */
  storageKey: string;
  /** `columns`: side by side; `rows`: one above the other. */
  split: 'columns' | 'rows';
  /** Which of the two has the fixed size; the other takes the rest. */
  sized: 'first' | 'second';
  /** In pixels. */
  initial: number;
  min?: number;
  max?: number;
  /** Enter or a double click on the border folds the sized pane away and back. */
  foldable?: boolean;
  /** Two; while there is only the first, it has all the room, and it stays the same when the second comes. */
  children: ReactNode;
}

const STEP = 8;

/** Two panes with a border between them that the pointer and the arrow keys move; the size is remembered. */
export function SplitPane({ storageKey, split, sized, initial, min = 120, max = 1200, foldable = true, children }: SplitPaneProps) {
  const text = useText();
  const key = `split.${storageKey}`;
  const [size, setSize] = useState(() => recall(key, initial, isNumber));
  const drag = useRef<{ at: number; size: number } | null>(null);
  const [first, second] = Children.toArray(children);
  const isColumns = split === 'columns';
  const folded = size <= 0;
  const shown = folded ? 0 : clamp(size, min, max);

  const put = (next: number) => {
    setSize(next);
    remember(key, next);
  };
  const fold = () => {
    if (foldable) put(folded ? initial : 0);
  };
  const at = (event: PointerEvent) => (isColumns ? event.clientX : event.clientY);
  const onPointerMove = (event: PointerEvent) => {
    if (!drag.current) return;
    const moved = (at(event) - drag.current.at) * (sized === 'first' ? 1 : -1);
    const wanted = drag.current.size + moved;
    put(foldable && wanted < min / 2 ? 0 : clamp(wanted, min, max));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const forward = isColumns ? 'ArrowRight' : 'ArrowDown';
    const backward = isColumns ? 'ArrowLeft' : 'ArrowUp';
    const sign = sized === 'first' ? 1 : -1;
    const step = STEP * (event.shiftKey ? 5 : 1) * sign;
    if (event.key === forward) put(clamp(shown + step, min, max));
    else if (event.key === backward) put(clamp(shown - step, min, max));
    else if (event.key === 'Enter') fold();
    else return;
    event.preventDefault();
  };

  const track = `${shown}px`;
  const isAlone = second === undefined;
  const tracks = isAlone ? 'minmax(0, 1fr)' : sized === 'first' ? `${track} 0 minmax(0, 1fr)` : `minmax(0, 1fr) 0 ${track}`;
  return (
    <div
      className={`split split-${split}`}
      style={isColumns ? { gridTemplateColumns: tracks } : { gridTemplateRows: tracks }}
    >
      <div className="split-pane" inert={folded && sized === 'first' && !isAlone}>{first}</div>
      {!isAlone && (
        <div
          role="separator"
          tabIndex={0}
          className="split-border"
          data-split={storageKey}
          aria-label={text('kit.resize')}
          aria-orientation={isColumns ? 'vertical' : 'horizontal'}
          aria-valuenow={Math.round(shown)}
          aria-valuemin={foldable ? 0 : min}
          aria-valuemax={max}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture?.(event.pointerId);
            drag.current = { at: at(event), size: shown };
          }}
          onPointerMove={onPointerMove}
          onPointerUp={() => {
            drag.current = null;
          }}
          onPointerCancel={() => {
            drag.current = null;
          }}
          onDoubleClick={fold}
          onKeyDown={onKeyDown}
        />
      )}
      {!isAlone && <div className="split-pane" inert={folded && sized === 'second'}>{second}</div>}
    </div>
  );
}

import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { placeBeside, type Box } from '@/lib/placement';
import { floatingHost } from './floating-host';
import { Keys } from './Keys';
import './Tooltip.css';

interface TooltipProps {
  /** What to say; nothing is shown when it is empty. */
  text: ReactNode;
  /** The chord that does the same, shown as key caps. */
  keys?: string | undefined;
  /** One element that can be hovered or focused. */
  children: ReactNode;
}

const DELAY = 400;

/** Says more about its child on hover or keyboard focus. It never holds what cannot be found elsewhere. */
export function Tooltip({ text, keys, children }: TooltipProps) {
  const holder = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [anchor, setAnchor] = useState<Box | null>(null);
  const id = useId();

  const show = () => {
    const box = holder.current?.firstElementChild?.getBoundingClientRect();
    if (box) setAnchor(box);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setAnchor(null);
  };
  useEffect(() => () => clearTimeout(timer.current), []);

  if (text === '' || text === null || text === undefined) return children;
  return (
    <span
      ref={holder}
      className="tooltip-holder"
      onPointerEnter={() => {
        clearTimeout(timer.current);
        timer.current = setTimeout(show, DELAY);
      }}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => {
        if (event.target.matches(':focus-visible')) show();
      }}
      onBlur={hide}
      onKeyDown={hide}
      aria-describedby={anchor ? id : undefined}
    >
      {children}
      {anchor && <TooltipBubble id={id} anchor={anchor} text={text} keys={keys} />}
    </span>
  );
}

function TooltipBubble({ id, anchor, text, keys }: { id: string; anchor: Box; text: ReactNode; keys: string | undefined }) {
  const bubble = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = bubble.current;
    if (!element) return;
    const view = { width: window.innerWidth, height: window.innerHeight };
    const spot = placeBeside(anchor, element.getBoundingClientRect(), view, { gap: 6, align: 'centre' });
    element.style.left = `${spot.left}px`;
    element.style.top = `${spot.top}px`;
  }, [anchor]);
  return createPortal(
    <div ref={bubble} id={id} role="tooltip" className="tooltip">
      <span>{text}</span>
      {keys !== undefined && <Keys chord={keys} />}
    </div>,
    floatingHost(),
  );
}

import { useCallback, useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { IconName } from '@/lib/icon-names';
import { placeBeside, type Box } from '@/lib/placement';
import { floatingHost } from './floating-host';
import { Icon } from './Icon';
import { Keys } from './Keys';
import './Menu.css';

export type MenuItem =
  | { kind: 'line' }
  | { kind: 'heading'; label: string }
  | {
      kind?: 'item';
      label: string;
      icon?: IconName;
      keys?: string | undefined;
      /** Second, fainter text. */
      note?: string;
      /** Present on items that show a choice. */
      checked?: boolean;
      disabled?: boolean;
      danger?: boolean;
      onSelect: () => void;
    };

interface MenuProps {
  items: readonly MenuItem[];
  /** Draws the button that opens it. */
  children: (button: MenuButtonProps) => ReactNode;
  align?: 'start' | 'end';
}

interface MenuButtonProps {
  onClick: (event: MouseEvent<HTMLElement>) => void;
  'aria-haspopup': 'menu';
  'aria-expanded': boolean;
}

/** A menu that hangs on a button. */
export function Menu({ items, children, align = 'start' }: MenuProps) {
  const [anchor, setAnchor] = useState<Box | null>(null);
  const toggle = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setAnchor(anchor === null ? box : null);
  };
  const close = useCallback(() => setAnchor(null), []);
  return (
    <span className="menu-holder">
      {children({ onClick: toggle, 'aria-haspopup': 'menu', 'aria-expanded': anchor !== null })}
      {anchor && <MenuList items={items} anchor={anchor} align={align} onClose={close} />}
    </span>
  );
}

/** A menu at a point, opened by the right button or the menu key: `{ x, y }` of the event, or null. */
export function ContextMenu({ items, at, onClose }: { items: readonly MenuItem[]; at: { x: number; y: number } | null; onClose: () => void }) {
  if (at === null || items.length === 0) return null;
  return <MenuList items={items} anchor={{ left: at.x, top: at.y, width: 0, height: 0 }} align="start" onClose={onClose} />;
}

interface MenuListProps {
  items: readonly MenuItem[];
  anchor: Box;
  align: 'start' | 'end';
  onClose: () => void;
}

function MenuList({ items, anchor, align, onClose: close }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  const giveBack = useFocusBefore();
  // The focus goes back first, so that a dialog which the choice opens gives it back there, too.
  const onClose = () => {
    giveBack();
    close();
  };
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const view = { width: window.innerWidth, height: window.innerHeight };
    const spot = placeBeside(anchor, element.getBoundingClientRect(), view, { gap: 2, align });
    element.style.left = `${spot.left}px`;
    element.style.top = `${spot.top}px`;
    (buttonsOf(element)[0] ?? element).focus({ preventScroll: true });
  }, [anchor, align]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      onClose();
    } else {
      moveFocus(event);
    }
  };
  return createPortal(
    <div
      className="menu-shade"
      onClick={(event) => event.stopPropagation()}
      onPointerDown={(event) => {
        event.stopPropagation();
        if (event.target === event.currentTarget) onClose();
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div ref={list} role="menu" tabIndex={-1} className="menu" onKeyDown={onKeyDown}>
        {items.map((item, index) => (
          <MenuRow key={index} item={item} onClose={onClose} />
        ))}
      </div>
    </div>,
    floatingHost(),
  );
}

function MenuRow({ item, onClose }: { item: MenuItem; onClose: () => void }) {
  if (item.kind === 'line') return <hr className="menu-line" />;
  if (item.kind === 'heading') return <div className="menu-heading">{item.label}</div>;
  const isChoice = item.checked !== undefined;
  return (
    <button
      type="button"
      role={isChoice ? 'menuitemradio' : 'menuitem'}
      aria-checked={item.checked}
      disabled={item.disabled}
      className={`menu-item ${item.danger === true ? 'menu-item-danger' : ''}`}
      onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
      onClick={() => {
        onClose();
        item.onSelect();
      }}
    >
      <span className="menu-icon">
        {isChoice ? item.checked && <Icon name="check" /> : item.icon && <Icon name={item.icon} />}
      </span>
      <span className="menu-label">{item.label}</span>
      {item.note !== undefined && <span className="menu-note">{item.note}</span>}
      {item.keys !== undefined && <Keys chord={item.keys} />}
    </button>
  );
}

/** Gives the focus back to what had it before the menu took it; called before any effect of the menu's own moves it. */
function useFocusBefore(): () => void {
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    before.current ??= document.activeElement;
  }, []);
  return () => {
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  };
}

function buttonsOf(list: HTMLElement): HTMLButtonElement[] {
  return [...list.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
}

function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const buttons = buttonsOf(event.currentTarget);
  const at = buttons.findIndex((button) => button === document.activeElement);
  const last = buttons.length - 1;
  let next: HTMLButtonElement | undefined;
  if (event.key === 'ArrowDown') next = buttons[at >= last ? 0 : at + 1];
  else if (event.key === 'ArrowUp') next = buttons[at <= 0 ? last : at - 1];
  else if (event.key === 'Home') next = buttons[0];
  else if (event.key === 'End') next = buttons[last];
  else if (event.key.length === 1 && event.key !== ' ') {
    const letter = event.key.toLowerCase();
    const ring = [...buttons.slice(at + 1), ...buttons.slice(0, at + 1)];
    next = ring.find((button) => button.querySelector('.menu-label')?.textContent?.toLowerCase().startsWith(letter));
  }
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

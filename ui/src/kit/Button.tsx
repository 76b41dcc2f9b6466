import type { ComponentProps } from 'react';
import type { IconName } from '@/lib/icon-names';
import { Icon } from './Icon';
import { Tooltip } from './Tooltip';
import './Button.css';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'title'> {
  /** `primary` for the one next step, `danger` for what cannot be undone, `quiet` inside bars. */
  kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  icon?: IconName;
  /** The chord that does the same; shown in the tooltip. */
  keys?: string | undefined;
  tip?: string;
  /** Work is under way: the button stays in place, keeps the focus, and does nothing when it is pressed. */
  busy?: boolean;
  /** What it does is done: it stays in place, keeps the focus, and does nothing when it is pressed. */
  done?: boolean;
}

export function Button({ kind = 'plain', icon, keys, tip, busy = false, done = false, className, children, disabled, onClick, ...rest }: ButtonProps) {
  const button = (
    <button
      type="button"
      {...rest}
      disabled={disabled === true}
      aria-disabled={busy || done || undefined}
      aria-busy={busy || undefined}
      onClick={busy || done ? (event) => event.preventDefault() : onClick}
      aria-keyshortcuts={keys}
      className={`button button-${kind} ${className ?? ''}`}
    >
      {busy ? <span className="button-spinner" /> : icon && <Icon name={icon} />}
      {children !== undefined && <span className="button-label">{children}</span>}
    </button>
  );
  if (tip === undefined && keys === undefined) return button;
  return <Tooltip text={tip ?? children} keys={keys}>{button}</Tooltip>;
}

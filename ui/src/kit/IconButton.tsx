import type { ComponentProps } from 'react';
import type { IconName } from '@/lib/icon-names';
import { Icon } from './Icon';
import { Tooltip } from './Tooltip';
import './Button.css';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'title' | 'children'> {
  icon: IconName;
  /** What it does: the tooltip, and the name for screen readers. */
  label: string;
  keys?: string | undefined;
  /** For a button that stays in: pressed or not. */
  pressed?: boolean;
  size?: number;
}

/** A button that is only a picture, so it always has a tooltip, with its shortcut. */
export function IconButton({ icon, label, keys, pressed, size = 16, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-keyshortcuts={keys}
        aria-pressed={pressed}
        className={`icon-button ${className ?? ''}`}
      >
        <Icon name={icon} size={size} />
      </button>
    </Tooltip>
  );
}

import type { IconName } from '@/lib/icon-names';
import { ICON_SHAPES } from './icon-shapes';

interface IconProps {
  name: IconName;
  /** Edge in pixels; 16 unless told. */
  size?: number;
  /** Said to screen readers; without it the icon is decoration. */
  label?: string;
  className?: string;
}

export function Icon({ name, size = 16, label, className }: IconProps) {
  return (
    <svg
      className={`icon ${className ?? ''}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none', display: 'block' }}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {ICON_SHAPES[name]}
    </svg>
  );
}

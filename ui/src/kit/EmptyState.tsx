import type { ReactNode } from 'react';
import type { IconName } from '@/lib/icon-names';
import { Icon } from './Icon';
import './EmptyState.css';

interface EmptyStateProps {
  icon?: IconName;
  /** One line that teaches the next step. */
  line: string;
  /** The button that does it. */
  action?: ReactNode;
}

export function EmptyState({ icon, line, action }: EmptyStateProps) {
  return (
    <div className="empty-state">
      {icon && <Icon name={icon} size={28} />}
      <p>{line}</p>
      {action}
    </div>
  );
}

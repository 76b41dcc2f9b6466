import type { ReactNode } from 'react';
import './Badge.css';

export type BadgeTone = 'plain' | 'accent' | 'good' | 'bad' | 'caution' | 'hint' | 'critical';

/** A small word or number in a coloured pill. Colour never says anything that the word does not. */
export function Badge({ tone = 'plain', children }: { tone?: BadgeTone; children: ReactNode }) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}

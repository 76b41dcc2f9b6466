import type { ReactNode } from 'react';
import './Badge.css';

export type BadgeTone = 'plain' | 'accent' | 'good' | 'bad' | 'caution' | 'hint' | 'critical';

/** A small word or number in a coloured pill. Colour never says anything that the word does not. */
export function Badge({ tone = 'plain', tip, children }: { tone?: BadgeTone; tip?: string; children: ReactNode }) {
  return <span className={`badge badge-${tone}`} title={tip}>{children}</span>;
}

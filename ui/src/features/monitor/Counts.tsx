import type { JobState, RunView } from '@/generated/asks';
import { Tooltip } from '@/kit';
import { useText } from '@/lib/i18n';

const ORDER: readonly JobState[] = ['succeeded', 'skipped', 'running', 'starting', 'failed', 'unknown', 'held', 'queued', 'cancelled', 'waiting'];

/** How many nodes are in each state: a bar, and the words on hover. */
export function Counts({ counts }: { counts: RunView['counts'] }) {
  const text = useText();
  const there = ORDER.filter((state) => counts[state] > 0);
  const words = there.map((state) => `${counts[state]} ${text(`kit.${state}`)}`).join(', ');
  const total = there.reduce((sum, state) => sum + counts[state], 0);
  const done = counts.succeeded + counts.skipped;
  return (
    <Tooltip text={words}>
      <span className="counts" role="img" aria-label={words}>
        <span className="counts-bar">
          {there.map((state) => <span key={state} style={{ flexGrow: counts[state], background: `var(--state-${state})` }} />)}
        </span>
        <span className="counts-number">{done} / {total}</span>
      </span>
    </Tooltip>
  );
}

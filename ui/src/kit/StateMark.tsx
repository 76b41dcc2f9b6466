import { useText } from '@/lib/i18n';
import { formatDuration } from '@/lib/time';
import { Icon } from './Icon';
import { Tooltip } from './Tooltip';
import './StateMark.css';

/** The states of a job in a run, and `blocked`, which only a run can be. */
export const STATES = [
  'waiting', 'held', 'queued', 'starting', 'running', 'succeeded', 'failed', 'skipped', 'cancelled', 'unknown', 'blocked',
] as const;
export type State = (typeof STATES)[number];

interface StateMarkProps {
  state: State;
  /** A person set the result: the flag and the word stay for ever. */
  forced?: boolean;
  /** Seconds since the start, beside the ring of what is running. */
  elapsed?: number;
  /** Only the shape, where the word stands elsewhere or room is short; the word is then the tooltip. */
  compact?: boolean;
}

/** A state as colour and shape and word. */
export function StateMark({ state, forced = false, elapsed, compact = false }: StateMarkProps) {
  const text = useText();
  const word = text(`kit.${state}`);
  const full = forced ? `${word}, ${text('kit.forced')}` : word;
  const mark = (
    <span className={`state-mark state-${state}`} data-state={state} {...(compact ? { role: 'img', 'aria-label': full } : {})}>
      <Icon name={state} size={14} />
      {!compact && <span>{word}</span>}
      {elapsed !== undefined && <span className="state-elapsed">{formatDuration(elapsed)}</span>}
      {forced && <Icon name="forced" size={12} className="state-forced" />}
      {forced && !compact && <span className="state-forced">{text('kit.forced')}</span>}
    </span>
  );
  const tip = compact ? full : forced ? text('kit.forcedHelp') : '';
  return <Tooltip text={tip}>{mark}</Tooltip>;
}

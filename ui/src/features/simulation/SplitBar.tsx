import type { Split } from '@/generated/asks';
import { Tooltip } from '@/kit';
import { useText } from '@/lib/i18n';
import { formatPercent } from '@/lib/number';
import { formatDuration } from '@/lib/time';
import { splitParts } from './drivers';

/** The window as one bar of what it is spent on; the figures beneath add up to it, and tell only what it is spent on. */
export function SplitBar({ split }: { split: Split }) {
  const text = useText();
  const parts = splitParts(split);
  const spent = parts.filter((part) => part.seconds !== 0);
  const words = spent.map((part) => `${text(part.word)} ${formatDuration(part.seconds)}`).join(', ');
  return (
    <div className="night-split">
      <div className="night-split-strip" role="img" aria-label={words}>
        {spent.filter((part) => part.share > 0).map((part) => (
          <span key={part.id} style={{ flexGrow: part.share, background: `var(--${part.colour})` }} />
        ))}
      </div>
      <ul>
        {spent.map((part) => (
          <li key={part.id} data-split-part={part.id}>
            <Tooltip text={formatPercent(part.share)}>
              <span><i style={{ background: `var(--${part.colour})` }} />{text(part.word)} {formatDuration(part.seconds)}</span>
            </Tooltip>
          </li>
        ))}
      </ul>
    </div>
  );
}

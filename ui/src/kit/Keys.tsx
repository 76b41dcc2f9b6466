import { chordCaps } from '@/lib/keys';
import './Keys.css';

/** A chord as small key caps: Ctrl K. */
export function Keys({ chord }: { chord: string }) {
  return (
    <span className="keys">
      {chordCaps(chord).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  );
}

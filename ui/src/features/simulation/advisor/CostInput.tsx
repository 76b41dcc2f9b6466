import { useId, useState } from 'react';
import { useText } from '@/lib/i18n';

interface CostInputProps {
  label: string;
  value: number;
  /** The value as it is shown while nobody types. */
  shown: string;
  onChange: (cost: number) => void;
}

/** The dearest that is taken, as by the core. */
const MOST = 1e9;

/** A cost in a cell: taken when it is left or confirmed. What is no cost stays, with the reason, and holds the question back. */
export function CostInput({ label, value, shown, onChange }: CostInputProps) {
  const text = useText();
  const note = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? value : Number(typed.trim().replace(',', '.').replace('\u2212', '-'));
  const problem = problemOf(typed?.trim() === '' ? NaN : read, text);
  const commit = () => {
    if (typed === null || problem !== null) return;
    if (read !== value) onChange(read);
    setTyped(null);
  };
  return (
    <>
      <input
        type="text" inputMode="decimal" className="input input-numeric" aria-label={label} aria-invalid={problem !== null || undefined}
        aria-describedby={problem === null ? undefined : note} value={typed ?? shown} onChange={(event) => setTyped(event.target.value)} onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          else if (event.key === 'Escape' && typed !== null) setTyped(null);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {problem !== null && <p id={note} className="field-note field-problem">{problem}</p>}
    </>
  );
}

function problemOf(cost: number, say: ReturnType<typeof useText>): string | null {
  if (!Number.isFinite(cost)) return say('kit.badNumber');
  if (cost < 0) return say('kit.tooSmall', { limit: 0 });
  return cost > MOST ? say('kit.tooLarge', { limit: MOST }) : null;
}

import { useState } from 'react';

interface CostInputProps {
  label: string;
  value: number;
  /** The value as it is shown while nobody types. */
  shown: string;
  onChange: (cost: number) => void;
}

/** A cost in a cell: taken when it is left or confirmed, and left as it was when it is no number from 0 up. */
export function CostInput({ label, value, shown, onChange }: CostInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? value : Number(typed.trim().replace(',', '.'));
  const isWrong = !Number.isFinite(read) || read < 0 || typed?.trim() === '';
  const commit = () => {
    if (typed !== null && !isWrong && read !== value) onChange(read);
    setTyped(null);
  };
  return (
    <input
      type="text" inputMode="decimal" className="input input-numeric" aria-label={label} aria-invalid={isWrong || undefined} value={typed ?? shown}
      onChange={(event) => setTyped(event.target.value)} onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        else if (event.key === 'Escape') setTyped(null);
        else return;
        event.preventDefault();
      }}
    />
  );
}

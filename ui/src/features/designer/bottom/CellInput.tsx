import { useState } from 'react';

interface CellInputProps {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** Whether a text can be kept; one that cannot is marked and given up on leaving. */
  accepts?: (typed: string) => boolean;
}

/** A field inside a table's cell: Enter or leaving keeps what was typed, Escape does not. */
export function CellInput({ value, onChange, placeholder, accepts = () => true }: CellInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? value;
  const isWrong = typed !== null && !accepts(typed.trim());
  const finish = () => {
    if (typed !== null && typed.trim() !== value && !isWrong) onChange(typed.trim());
    setTyped(null);
  };
  return (
    <input
      className="cell-input"
      spellCheck={false}
      aria-invalid={isWrong || undefined}
      placeholder={placeholder}
      value={shown}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        event.stopPropagation();
        if (event.key === 'Enter') event.currentTarget.blur();
        else if (event.key === 'Escape') {
          setTyped(null);
          requestAnimationFrame(() => (event.target as HTMLInputElement).blur());
        }
      }}
    />
  );
}

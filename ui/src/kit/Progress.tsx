import { useEffect, useState } from 'react';
import { useText } from '@/lib/i18n';
import { formatDuration } from '@/lib/time';
import { Button } from './Button';
import './Progress.css';

interface ProgressProps {
  label: string;
  /** From 0 to 1, or null while the end is not known. */
  value: number | null;
  secondsLeft?: number | undefined;
  onCancel?: (() => void) | undefined;
}

export function Progress({ label, value, secondsLeft, onCancel }: ProgressProps) {
  const text = useText();
  return (
    <div className="progress">
      <div className="progress-text">
        <span>{label}</span>
        {secondsLeft !== undefined && <span className="progress-left">{text('kit.secondsLeft', { time: formatDuration(secondsLeft) })}</span>}
      </div>
      <progress aria-label={label} {...(value === null ? {} : { value, max: 1 })} />
      {onCancel && <Button kind="quiet" icon="close" onClick={onCancel}>{text('kit.cancel')}</Button>}
    </div>
  );
}

/** True once work has lasted long enough to be worth showing: 300 ms, so that quick work does not flicker. */
export function useSlow(pending: boolean, afterMillis = 300): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!pending) return undefined;
    const timer = setTimeout(() => setSlow(true), afterMillis);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [pending, afterMillis]);
  return pending && slow;
}

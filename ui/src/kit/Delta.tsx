import { formatNumber, formatSigned } from '@/lib/number';
import { signedDuration } from '@/lib/time';
import './Delta.css';

interface DeltaProps {
  /** After minus before, in the unit of `as`; shares and percent points from 0 to 1. Null, when one of them never comes, shows nothing. */
  value: number | null;
  as?: 'duration' | 'number' | 'points';
  /** Which direction is welcome; `neither` leaves it without colour. */
  good?: 'less' | 'more' | 'neither';
  decimals?: number;
}

/** A difference: always with its sign, and a colour that says whether it is welcome. */
export function Delta({ value, as = 'duration', good = 'less', decimals = as === 'points' ? 1 : 0 }: DeltaProps) {
  if (value === null) return null;
  const words = as === 'duration' ? signedDuration(value) : signedNumber(value, as, decimals);
  // What is nothing once it is rounded has no direction either.
  const direction = words.startsWith('±') || good === 'neither' ? 'same' : value < 0 === (good === 'less') ? 'good' : 'bad';
  return <span className={`delta delta-${direction}`}>{words}</span>;
}

function signedNumber(value: number, as: 'number' | 'points', decimals: number): string {
  const format = (size: number) => (as === 'points' ? `${formatNumber(size * 100, decimals)} pp` : formatNumber(size, decimals));
  return formatSigned(/[1-9]/.test(format(Math.abs(value))) ? value : 0, format);
}

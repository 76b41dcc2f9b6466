import { useParam } from '@/lib/navigation';
import { Night } from './Night';
import { Run } from './Run';
import './monitor.css';

/** All runs of the night, or one of them. */
export function Page() {
  const run = Number(useParam('run'));
  return Number.isInteger(run) && run > 0 ? <Run key={run} run={run} /> : <Night />;
}

import { formatDuration } from '@/lib/time';
import type { Say } from '../night-view';
import type { tornadoOf } from './jobs';

/** No more jobs are shown: the rest moves the window by less than can be seen. */
export const MOST_BARS = 25;

/** A job's good and bad tenth. */
export function tornadoTip({ label, tornado }: ReturnType<typeof tornadoOf>[number], say: Say): string {
  return say('outcome.tornadoTip', { name: label, good: formatDuration(tornado.duration_p10_s), bad: formatDuration(tornado.duration_p90_s) });
}

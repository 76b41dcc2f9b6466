import type { ForecastReport } from '@/generated/asks';
import type { Say } from '../night-view';

/** Why far percentiles are no facts. */
export function doubtWords({ samples, weakest_history: weakest }: ForecastReport, say: Say): string {
  return weakest === null || samples < 20 ? say('outcome.doubtSamples', { count: samples }) : say('outcome.doubtHistory', { count: weakest });
}

import { useEffect, useState } from 'react';
import { Progress, useSlow } from '@/kit';
import { useText } from '@/lib/i18n';
import { stopForecast, useNight } from './night-store';

/** The forecast under way, once it lasts, with the time that is left and the way to stop it. */
export function Forecasting() {
  const text = useText();
  const progress = useNight((night) => night.progress);
  const slow = useSlow(progress !== null);
  const now = useClock(progress !== null);
  if (progress === null || !slow) return null;
  const share = progress.total > 0 ? progress.done / progress.total : 0;
  const spent = Math.max(0, now - progress.since) / 1000;
  const left = share > 0.02 && spent > 1 ? (spent / share) * (1 - share) : undefined;
  return (
    <Progress
      label={text('simulation.nightsDone', { done: progress.done, total: progress.total })} value={progress.done > 0 ? share : null}
      secondsLeft={left} onCancel={stopForecast}
    />
  );
}

/** The window's own clock in milliseconds, told anew twice a second while it runs. */
function useClock(runs: boolean): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (!runs) return undefined;
    const timer = setInterval(() => setNow(performance.now()), 500);
    return () => clearInterval(timer);
  }, [runs]);
  return now;
}

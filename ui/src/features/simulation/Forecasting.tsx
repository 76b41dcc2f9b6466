import { useEffect, useState } from 'react';
import { Progress, useSlow } from '@/kit';
import { useText } from '@/lib/i18n';
import { stopForecast, useNight } from './night-store';

/** Long work, as it is heard of. */
export interface RunningWork {
  token: number;
  done: number;
  total: number;
  /** When it began, on the window's own clock, in milliseconds. */
  since: number;
}

/** The forecast under way, once it lasts, with the time that is left and the way to stop it. */
export function Forecasting() {
  const progress = useNight((night) => night.progress);
  return <Running work={progress} onCancel={stopForecast} />;
}

interface RunningProps {
  work: RunningWork | null;
  /** What is going on; simulated nights, unless told. */
  label?: (work: RunningWork) => string;
  onCancel: () => void;
}

/** Long work under way: how much of how much, the time left once it can be told, and a way to stop. */
export function Running({ work, label, onCancel }: RunningProps) {
  const text = useText();
  const slow = useSlow(work !== null);
  const now = useClock(work !== null);
  if (work === null || !slow) return null;
  const share = work.total > 0 ? work.done / work.total : 0;
  const spent = Math.max(0, now - work.since) / 1000;
  const left = share > 0.005 && spent > 2 ? (spent / share) * (1 - share) : undefined;
  return (
    <Progress
      label={label?.(work) ?? text('simulation.nightsDone', { done: work.done, total: work.total })} value={work.done > 0 ? share : null}
      secondsLeft={left} onCancel={onCancel}
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

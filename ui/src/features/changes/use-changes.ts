import { useEffect, useState } from 'react';
import { listen } from '@/backend';
import type { Push } from '@/generated/asks';

/** Calls back when the runtime says that a change moved on, or that it is there again. */
export function useChangeNews(onNews: () => void): void {
  useEffect(() => listen<Push>('daybreak', (push) => {
    if (push.kind === 'status' && push.status.connected) onNews();
    if (push.kind === 'events' && push.events.some((event) => event.kind === 'change')) onNews();
  }), [onNews]);
}

/** The present, told anew every minute: for ages. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

import { useEffect } from 'react';
import { listen, useAsk, type Answer } from '@/backend';
import type { Push, PublishedWorkflow, RunView } from '@/generated/asks';

/** The runs of a business date, or all of them, kept true by the runtime's events. */
export function useRuns(businessDate: string | null): Answer<RunView[]> {
  const answer = useAsk('run.list', { business_date: businessDate });
  useRefreshOn(answer.refresh, ['run']);
  return answer;
}

/** What is published and when it starts next. */
export function usePublished(): Answer<PublishedWorkflow[]> {
  const answer = useAsk('published.list', {});
  useRefreshOn(answer.refresh, ['change', 'run']);
  return answer;
}

function useRefreshOn(refresh: () => void, kinds: readonly string[]): void {
  const wanted = kinds.join(' ');
  useEffect(() => {
    let waiting = 0;
    const stop = listen<Push>('daybreak', (push) => {
      const concerns = push.kind === 'events' && push.events.some((event) => wanted.includes(event.kind));
      if (!concerns && push.kind !== 'status') return;
      window.clearTimeout(waiting);
      waiting = window.setTimeout(refresh, 200);
    });
    return () => {
      window.clearTimeout(waiting);
      stop();
    };
  }, [refresh, wanted]);
}

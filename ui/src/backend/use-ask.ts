import { useCallback, useEffect, useRef, useState } from 'react';
import type { Asks } from '@/generated/asks';
import { ask, type AskName, type ResponseOf } from './ask';
import { toAskError, type AskError } from './error';
import { whenStale } from './stale';

export interface Answer<T> {
  /** The newest answer; kept while a newer one is awaited, so that nothing flickers. */
  data: T | undefined;
  error: AskError | undefined;
  pending: boolean;
  refresh: () => void;
}

interface Settled<T> {
  key: string;
  data: T | undefined;
  error: AskError | undefined;
}

/**
 * Asks when the component appears, whenever the request changes, and when another ask has made the answer stale;
 * an answer that was overtaken is dropped. `request` of null asks nothing yet.
 */
export function useAsk<K extends AskName>(
  name: K, request: (Asks[K] extends { request: infer Request } ? Request : never) | null,
): Answer<ResponseOf<K>> {
  const [round, setRound] = useState(0);
  const [settled, setSettled] = useState<Settled<ResponseOf<K>>>({ key: '', data: undefined, error: undefined });
  const key = request === null ? '' : `${round} ${name} ${JSON.stringify(request)}`;
  const latest = useRef(request);
  useEffect(() => {
    latest.current = request;
  });
  useEffect(() => {
    const wanted = latest.current;
    if (key === '' || wanted === null) return undefined;
    let overtaken = false;
    ask(name, wanted).then(
      (data) => { if (!overtaken) setSettled({ key, data, error: undefined }); },
      (problem: unknown) => {
        if (!overtaken) setSettled((old) => ({ key, data: old.data, error: toAskError(problem, name) }));
      },
    );
    return () => {
      overtaken = true;
    };
  }, [key, name]);
  const refresh = useCallback(() => setRound((old) => old + 1), []);
  useEffect(() => whenStale(name, refresh), [name, refresh]);
  return { data: settled.data, error: settled.error, pending: key !== '' && settled.key !== key, refresh };
}

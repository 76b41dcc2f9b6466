import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { recall, remember } from './storage';

/** A store of one value: read in components with `useX((value) => …)`, elsewhere with `getState()`. */
export type ValueStore<T> = UseBoundStore<StoreApi<{ value: T }>> & {
  get: () => T;
  set: (value: T) => void;
};

export function valueStore<T>(initial: T): ValueStore<T> {
  const store = create<{ value: T }>(() => ({ value: initial }));
  return Object.assign(store, {
    get: () => store.getState().value,
    set: (value: T) => store.setState({ value }),
  });
}

/** A value store that survives a restart of the window, under `key` in local storage. */
export function rememberedStore<T>(
  key: string,
  initial: T,
  isValid: (value: unknown) => value is T,
): ValueStore<T> {
  const store = valueStore(recall(key, initial, isValid));
  store.subscribe(({ value }) => remember(key, value));
  return store;
}

/** Reads a value store inside a component. */
export function useValue<T>(store: ValueStore<T>): T {
  return store((state) => state.value);
}

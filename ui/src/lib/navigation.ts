import { create } from 'zustand';

/** The five places, in the order of the rail. */
export const PLACES = ['design', 'simulate', 'changes', 'monitor', 'library'] as const;
export type Place = (typeof PLACES)[number];

/** Where the window is. `params` belong to the page: the change, run or node that it should open. */
export interface Location {
  place: Place;
  params: Readonly<Record<string, string>>;
}

interface Navigation {
  location: Location;
  past: readonly Location[];
  future: readonly Location[];
}

const LIMIT = 100;

export const useNavigation = create<Navigation>(() => ({
  location: { place: 'design', params: {} },
  past: [],
  future: [],
}));

/** Goes to a place; features use this rather than importing one another: `go('monitor', { run: id })`. */
export function go(place: Place, params: Readonly<Record<string, string>> = {}): void {
  useNavigation.setState(({ location, past }) => {
    if (location.place === place && sameParams(location.params, params)) return {};
    return { location: { place, params }, past: [...past, location].slice(-LIMIT), future: [] };
  });
}

export function goBack(): void {
  useNavigation.setState(({ location, past, future }) => {
    const previous = past.at(-1);
    if (!previous) return {};
    return { location: previous, past: past.slice(0, -1), future: [location, ...future] };
  });
}

export function goForward(): void {
  useNavigation.setState(({ location, past, future }) => {
    const [next, ...rest] = future;
    if (!next) return {};
    return { location: next, past: [...past, location], future: rest };
  });
}

/** A parameter of the present location, such as the run to show. */
export function useParam(name: string): string | undefined {
  return useNavigation((state) => state.location.params[name]);
}

function sameParams(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

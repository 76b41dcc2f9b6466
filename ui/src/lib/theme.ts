import { useSyncExternalStore } from 'react';
import { oneOf } from './storage';
import { rememberedStore } from './store';

export type Theme = 'system' | 'light' | 'dark';

/** The chosen theme. The tokens use `light-dark()`, so only `color-scheme` on the root changes. */
export const theme = rememberedStore<Theme>('theme', 'system', oneOf('system', 'light', 'dark'));

/** Call once at the start: the chosen theme is put on the root and follows the choice. */
export function applyTheme(root: HTMLElement): void {
  const put = () => {
    root.dataset['theme'] = theme.get();
  };
  put();
  theme.subscribe(put);
}

const darkQuery = () => globalThis.matchMedia?.('(prefers-color-scheme: dark)');

/** The theme as seen now, with `system` resolved; re-renders when either changes. For canvases. */
export function useResolvedTheme(): 'light' | 'dark' {
  return useSyncExternalStore(subscribeResolved, resolvedTheme);
}

export function resolvedTheme(): 'light' | 'dark' {
  const chosen = theme.get();
  if (chosen !== 'system') return chosen;
  return darkQuery()?.matches ? 'dark' : 'light';
}

function subscribeResolved(notify: () => void): () => void {
  const query = darkQuery();
  query?.addEventListener('change', notify);
  const unsubscribe = theme.subscribe(notify);
  return () => {
    query?.removeEventListener('change', notify);
    unsubscribe();
  };
}

/**
 * The present colours of tokens, for painting on a canvas: `readTokens(['accent', 'line'])`; or those of a scheme, for paper.
 * A custom property itself would come back as `light-dark(…)`, so a probe element resolves it.
 */
export function readTokens<T extends string>(names: readonly T[], scheme?: 'light' | 'dark'): Record<T, string> {
  const probe = document.createElement('span');
  if (scheme !== undefined) probe.style.colorScheme = scheme;
  document.body.append(probe);
  const colours = {} as Record<T, string>;
  for (const name of names) {
    probe.style.color = `var(--${name})`;
    colours[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return colours;
}

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { listenForChords } from '@/lib/commands';
import { applyLanguage } from '@/lib/i18n';
import { applyTheme } from '@/lib/theme';
import { App } from './App';
import { followSession, openFirst } from './session';

/** Draws the window into an element. The kit's gallery replaces it in development, under `?gallery`. */
export async function start(root: HTMLElement): Promise<void> {
  applyTheme(document.documentElement);
  applyLanguage(document.documentElement);
  listenForChords(window);
  followSession();
  void openFirst().catch(() => undefined);
  createRoot(root).render(<StrictMode>{await content()}</StrictMode>);
}

async function content() {
  if (import.meta.env.DEV && new URLSearchParams(location.search).has('gallery')) {
    const { Gallery } = await import('./gallery/Gallery');
    return <Gallery />;
  }
  return <App />;
}

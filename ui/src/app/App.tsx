import { lazy, Suspense, useState } from 'react';
import { CommandPalette, ShortcutsOverlay } from '@/kit';
import { Outlet } from './Outlet';
import { Rail } from './Rail';
import { TopBar } from './TopBar';
import { Written } from './Written';
import { useFrameCommands } from './frame-commands';
import './App.css';

const Foot = lazy(async () => ({ default: (await import('@/features/strip')).Foot }));

type Over = 'palette' | 'shortcuts' | null;

/** The frame: rail, top bar, the page, the strip at the foot. */
export function App() {
  const [over, setOver] = useState<Over>(null);
  useFrameCommands({ openPalette: () => setOver('palette'), openShortcuts: () => setOver('shortcuts') });
  const close = () => setOver(null);
  return (
    <div className="app">
      <Rail onShortcuts={() => setOver('shortcuts')} />
      <TopBar onSearch={() => setOver('palette')} />
      <main className="app-page">
        <Outlet />
      </main>
      <footer className="app-foot">
        <Suspense fallback={null}><Foot /></Suspense>
      </footer>
      <Written />
      {over === 'palette' && <CommandPalette onClose={close} />}
      {over === 'shortcuts' && <ShortcutsOverlay onClose={close} />}
    </div>
  );
}

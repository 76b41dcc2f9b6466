import { open } from '@tauri-apps/plugin-dialog';
import { isInWindow } from './ask';

interface FileWanted {
  /** What the dialog is for. */
  title: string;
  /** Which files are shown at first; all when there are none. */
  extensions: readonly string[];
}

/** A function that lets a person choose a file in the desktop's own dialog and hands on its path; nothing where there is no desktop. */
export function fileChooser({ title, extensions }: FileWanted, onChosen: (path: string) => void): (() => void) | undefined {
  if (!isInWindow()) return undefined;
  const all = { name: '*', extensions: ['*'] };
  const filters = extensions.length === 0 ? [all] : [{ name: extensions.map((each) => `*.${each}`).join(', '), extensions: [...extensions] }, all];
  // A dialog that cannot be opened leaves the path to be typed.
  return () => void open({ title, filters }).then((path) => path !== null && onChosen(path), () => undefined);
}

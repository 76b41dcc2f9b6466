import { Fragment } from 'react';
import { currentCommands, type Command } from '@/lib/commands';
import { useText } from '@/lib/i18n';
import { IconButton } from './IconButton';
import { Keys } from './Keys';
import { Overlay } from './Overlay';
import './ShortcutsOverlay.css';

/** What `?` shows: the chords that work now, the page's groups first. */
export function ShortcutsOverlay({ onClose }: { onClose: () => void }) {
  const text = useText();
  const groups = groupsWithKeys(currentCommands());
  return (
    <Overlay label={text('kit.shortcuts')} onClose={onClose} className="shortcuts">
      <header>
        <h2>{text('kit.shortcuts')}</h2>
        <IconButton icon="close" label={text('kit.close')} keys="Escape" onClick={onClose} />
      </header>
      <div className="shortcuts-groups">
        {groups.map(([group, commands]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {commands.map((command) => (
                <Fragment key={command.id}>
                  <dt>{command.title}</dt>
                  <dd>{command.keys?.map((chord) => <Keys key={chord} chord={chord} />)}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
        {groups.length === 0 && <p>{text('kit.noShortcuts')}</p>}
      </div>
    </Overlay>
  );
}

function groupsWithKeys(commands: readonly Command[]): [string, Command[]][] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    if ((command.keys?.length ?? 0) === 0) continue;
    groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  return [...groups].reverse();
}

import { useId, useState, type KeyboardEvent } from 'react';
import { currentCommands, foundCommands, type Command } from '@/lib/commands';
import { useText } from '@/lib/i18n';
import { bestMatches } from '@/lib/match';
import { Icon } from './Icon';
import { Keys } from './Keys';
import { Overlay } from './Overlay';
import './CommandPalette.css';

const LIMIT = 60;

/** Everything by name: the commands there are, and what the pages' finders find. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const text = useText();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const results = search(query);
  const current = Math.min(active, results.length - 1);

  const run = (command: Command | undefined) => {
    if (!command || command.enabled === false) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive(nextActive(current, step, results.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(results[current]);
    }
  };
  return (
    <Overlay label={text('kit.commands')} onClose={onClose} place="top" className="palette">
      <div className="palette-query">
        <Icon name="search" />
        <input
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={results.length > 0 ? `${listId}-${current}` : undefined}
          aria-label={text('kit.typeCommand')}
          placeholder={text('kit.typeCommand')}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div role="listbox" id={listId} className="palette-list">
        {results.map((command, index) => (
          <PaletteRow
            key={command.id}
            id={`${listId}-${index}`}
            command={command}
            heading={query === '' && results[index - 1]?.group !== command.group}
            showGroup={query !== ''}
            active={index === current}
            onPoint={() => setActive(index)}
            onRun={() => run(command)}
          />
        ))}
        {results.length === 0 && <p className="palette-none">{text('kit.noMatch', { query })}</p>}
      </div>
    </Overlay>
  );
}

interface PaletteRowProps {
  id: string;
  command: Command;
  heading: boolean;
  showGroup: boolean;
  active: boolean;
  onPoint: () => void;
  onRun: () => void;
}

function PaletteRow({ id, command, heading, showGroup, active, onPoint, onRun }: PaletteRowProps) {
  const chord = command.keys?.[0];
  return (
    <>
      {heading && <div className="palette-heading">{command.group}</div>}
      <div
        id={id}
        role="option"
        aria-selected={active}
        aria-disabled={command.enabled === false}
        className="palette-row"
        ref={(element) => {
          if (active) element?.scrollIntoView?.({ block: 'nearest' });
        }}
        onPointerMove={active ? undefined : onPoint}
        onClick={onRun}
      >
        <span className="palette-icon">{command.icon && <Icon name={command.icon} />}</span>
        <span className="palette-title">{command.title}</span>
        {showGroup && <span className="palette-group">{command.group}</span>}
        {chord !== undefined && <Keys chord={chord} />}
      </div>
    </>
  );
}

/** Without a query all commands by group; with one the best first, commands before found things of equal fit. */
function search(query: string): Command[] {
  const commands = currentCommands().filter((command) => command.hidden !== true);
  if (query.trim() === '') return byGroup(commands);
  const all = [...commands, ...foundCommands(query)];
  return bestMatches(query, all, ({ title, group, also }) => `${title} ${group} ${also ?? ''}`, LIMIT);
}

function byGroup(commands: readonly Command[]): Command[] {
  const groups = [...new Set(commands.map((command) => command.group))].reverse();
  return groups.flatMap((group) => commands.filter((command) => command.group === group));
}

function nextActive(current: number, step: number, count: number): number {
  if (count === 0) return 0;
  if (Math.abs(step) === 1) return (current + step + count) % count;
  return Math.min(Math.max(current + step, 0), count - 1);
}

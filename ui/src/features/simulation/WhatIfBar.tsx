import { redoVerbs, removeVerb, undoVerbs, useScenario, type Workflow } from '@/document';
import type { Verb } from '@/generated/asks';
import { Badge, Button, Icon, IconButton } from '@/kit';
import { useCommands } from '@/lib/commands';
import { useText } from '@/lib/i18n';
import type { Names } from './names';
import { ScenarioMenu } from './ScenarioMenu';
import { verbWords } from './verb-words';

interface WhatIfBarProps {
  workflow: Workflow;
  names: Names;
  /** Whether the night that is shown is the planned one, whose bars can be dragged. */
  isPlanned: boolean;
  isOpen: boolean;
  onOpen: (open: boolean) => void;
}

const MOST_CHIPS = 12;

/** The scenario in hand in one line: what it changes, and what can be done with it. */
export function WhatIfBar({ workflow, names, isPlanned, isOpen, onOpen }: WhatIfBarProps) {
  const text = useText();
  const { document } = workflow;
  const { name, verbs, saved, past, future } = useScenario(document);
  const group = text('app.simulate');
  const undo = () => undoVerbs(document);
  const redo = () => redoVerbs(document);
  useCommands([
    { id: 'scenario.undo', title: text('scenario.undo'), group, keys: ['Ctrl+Z'], icon: 'undo', enabled: past.length > 0, run: undo },
    { id: 'scenario.redo', title: text('scenario.redo'), group, keys: ['Ctrl+Shift+Z', 'Ctrl+Y'], icon: 'redo', enabled: future.length > 0, run: redo },
    { id: 'scenario.panel', title: text('scenario.add'), group, keys: ['Alt+W'], icon: 'plus', run: () => onOpen(!isOpen) },
  ]);
  return (
    <section className="what-if" aria-label={text('scenario.whatIf')}>
      <strong>{text('scenario.whatIf')}</strong>
      {name !== null && <span className="what-if-name">{name}</span>}
      {verbs !== saved && verbs.length > 0 && name !== null && <Badge tone="caution">{text('scenario.unsaved')}</Badge>}
      <ul className="what-if-chips">
        {verbs.length === 0 && <li className="what-if-nothing">{text(isPlanned ? 'scenario.nothing' : 'scenario.nothingSimulated')}</li>}
        {verbs.slice(0, MOST_CHIPS).map((verb, index) => (
          <Chip key={index} verb={verb} names={names} onOpen={() => onOpen(true)} onRemove={() => removeVerb(document, index)} />
        ))}
        {verbs.length > MOST_CHIPS && <li>{text('scenario.movedMore', { count: verbs.length - MOST_CHIPS })}</li>}
      </ul>
      <IconButton icon="undo" size={14} label={text('scenario.undo')} keys="Ctrl+Z" disabled={past.length === 0} onClick={undo} />
      <IconButton icon="redo" size={14} label={text('scenario.redo')} keys="Ctrl+Shift+Z" disabled={future.length === 0} onClick={redo} />
      <Button icon="plus" kind={isOpen ? 'quiet' : 'plain'} aria-pressed={isOpen} onClick={() => onOpen(!isOpen)}>{text('scenario.add')}</Button>
      <ScenarioMenu workflow={workflow} />
    </section>
  );
}

function Chip({ verb, names, onOpen, onRemove }: { verb: Verb; names: Names; onOpen: () => void; onRemove: () => void }) {
  const text = useText();
  const words = verbWords(verb, names, text);
  return (
    <li className="what-if-chip">
      <button type="button" className="what-if-words" title={words} onClick={onOpen}>{words}</button>
      <button type="button" className="what-if-remove" aria-label={`${text('scenario.remove')}: ${words}`} onClick={onRemove}><Icon name="close" size={12} /></button>
    </li>
  );
}

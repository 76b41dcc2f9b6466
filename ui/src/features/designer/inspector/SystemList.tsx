import { useState } from 'react';
import type { Definition, System } from '@/generated/model';
import { Button, NumberField, Panel, TextField } from '@/kit';
import { useText } from '@/lib/i18n';
import { orNone, withParts, type Loose } from '../actions/node-fields';
import type { Designer } from '../designer';
import { Cell, ListEditor } from './ListEditor';
import { free, listEdits } from './ResourceLists';
import type { Level } from './setting-fields';
import { SettingsPanels } from './SettingsPanels';
import { SlowNightField } from './SlowNightField';

const HUES = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** The systems: lanes, colours, limits, hosts, and what their jobs inherit. */
export function SystemList({ designer, definition }: { designer: Designer; definition: Definition }) {
  const text = useText();
  const systems = definition.systems ?? [];
  const [open, setOpen] = useState<string | null>(null);
  const change = (next: System[]) => designer.edit(listEdits(systems, next, (system) => ({ set_system: system }), (id) => ({ remove_system: id })));
  const make = (): System => ({ id: free(systems, 'system'), name: text('designer.newSystem'), colour: (systems.length % 8) + 1 });
  return (
    <ListEditor<System> label={text('designer.systems')} items={systems} onChange={change} make={make}>
      {(system, put) => (
        <div className="list-card" data-system={system.id}>
          <Cell label={text('designer.name')} mono={false} value={system.name} onChange={(name) => put({ ...system, name })} />
          <div className="hue-choice" role="radiogroup" aria-label={text('designer.colour')}>
            {HUES.map((hue) => (
              <button
                key={hue} type="button" role="radio" aria-checked={system.colour === hue} aria-label={`${text('designer.colour')} ${hue}`}
                className="hue" style={{ background: `var(--system-${hue})` }} onClick={() => put({ ...system, colour: hue })}
              />
            ))}
          </div>
          <Button kind="quiet" icon={open === system.id ? 'chevron-down' : 'chevron-right'} onClick={() => setOpen(open === system.id ? null : system.id)}>
            {text('designer.more')}
          </Button>
          {open === system.id && <SystemFields system={system} definition={definition} onChange={put} />}
        </div>
      )}
    </ListEditor>
  );
}

function SystemFields({ system, definition, onChange }: { system: System; definition: Definition; onChange: (system: System) => void }) {
  const text = useText();
  const put = (parts: Loose<System>) => onChange(withParts(system, parts));
  const level: Level = {
    stated: system.defaults ?? {},
    resolved: null,
    put: (parts) => put({ defaults: orNone(withParts(system.defaults ?? {}, parts)) }),
  };
  return (
    <>
      <span className="inspector-hint mono">{system.id}</span>
      <NumberField label={text('designer.concurrency')} value={system.concurrency ?? null} min={1} whole placeholder={text('designer.noLimit')} onChange={(limit) => put({ concurrency: limit ?? undefined })} />
      <TextField label={text('designer.target')} mono value={system.target ?? ''} placeholder={text('designer.thisMachine')} onChange={(host) => put({ target: host.trim() === '' ? undefined : host.trim() })} />
      <SlowNightField value={system.slow_night} onChange={(slow_night) => put({ slow_night })} />
      <Panel title={text('designer.inheritedBySystem')} foldKey={`system.${system.id}.defaults`}>
        <SettingsPanels level={level} definition={definition} prefix={`system.${system.id}`} />
      </Panel>
    </>
  );
}

import { headerOf } from '@/document';
import type { Definition, Header } from '@/generated/model';
import { DayTimeField, Icon, Panel, TextAreaField, TextField } from '@/kit';
import { useText } from '@/lib/i18n';
import { orNone, withParts, type Loose } from '../actions/node-fields';
import type { Designer } from '../designer';
import { ListEditor, Cell, MapEditor } from './ListEditor';
import { LockList, PoolList } from './ResourceLists';
import type { Level } from './setting-fields';
import { SettingsPanels } from './SettingsPanels';
import { SlowNightField } from './SlowNightField';
import { SystemList } from './SystemList';
import { TriggerList } from './TriggerList';

/** The workflow itself: what it is, when it starts, its systems and resources, and what every node inherits. */
export function WorkflowInspector({ designer, definition }: { designer: Designer; definition: Definition }) {
  const text = useText();
  const put = (parts: Loose<Header>) => designer.edit([{ set_header: withParts(headerOf(definition), parts) }]);
  const defaults = definition.defaults ?? {};
  const level: Level = {
    stated: defaults,
    resolved: null,
    put: (parts) => put({ defaults: orNone(withParts(defaults, parts)) }),
  };
  return (
    <div className="inspector">
      <header className="inspector-head">
        <Icon name="design" />
        <strong>{definition.name}</strong>
        <span>{text('designer.workflow')}</span>
      </header>
      <Panel title={text('designer.identity')} foldKey="workflow.identity">
        <TextField label={text('designer.name')} value={definition.name} onChange={(name) => put({ name })} />
        <TextField label={text('designer.identifier')} mono value={definition.id} onChange={(id) => put({ id: id.trim() })} />
        <TextAreaField label={text('designer.description')} rows={3} value={definition.description ?? ''} onChange={(words) => put({ description: words.trim() === '' ? undefined : words })} />
        <TextField label={text('designer.zone')} mono value={definition.zone} onChange={(zone) => put({ zone: zone.trim() })} />
        <TextField label={text('designer.calendar')} mono value={definition.calendar ?? ''} onChange={(file) => put({ calendar: file.trim() === '' ? undefined : file.trim() })} />
        <DayTimeField label={text('designer.deadline')} value={definition.deadline ?? null} onChange={(time) => put({ deadline: time ?? undefined })} />
        <SlowNightField value={definition.slow_night} onChange={(slow_night) => put({ slow_night })} />
      </Panel>
      <Panel title={text('designer.triggers')} foldKey="workflow.triggers">
        <TriggerList definition={definition} onChange={(triggers) => designer.edit([{ set_triggers: triggers }])} />
      </Panel>
      <Panel title={text('designer.systems')} foldKey="workflow.systems"><SystemList designer={designer} definition={definition} /></Panel>
      <Panel title={text('designer.resources')} foldKey="workflow.resources">
        <PoolList designer={designer} definition={definition} />
        <LockList designer={designer} definition={definition} />
      </Panel>
      <Panel title={text('designer.parameters')} foldKey="workflow.parameters">
        <MapEditor label={text('designer.parameters')} value={definition.parameters ?? {}} onChange={(parameters) => put({ parameters })} />
        <ListEditor label={text('designer.secrets')} items={definition.secrets ?? []} onChange={(secrets) => put({ secrets })} make={() => 'SECRET'}>
          {(name, change) => <Cell label={text('designer.name')} value={name} onChange={change} />}
        </ListEditor>
      </Panel>
      <h2 className="inspector-divider">{text('designer.inheritedByAll')}</h2>
      <SettingsPanels level={level} definition={definition} prefix="workflow" />
    </div>
  );
}

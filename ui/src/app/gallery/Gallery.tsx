import { useState } from 'react';
import { Panel, SplitPane, Tabs } from '@/kit';
import { ControlSamples } from './ControlSamples';
import { FieldSamples } from './FieldSamples';
import { GanttSample } from './GanttSample';
import { IconSamples } from './IconSamples';
import { StateSamples } from './StateSamples';
import { TableSample } from './TableSample';

const TABS = [
  { id: 'controls', label: 'Controls', count: 3, countTone: 'bad' },
  { id: 'fields', label: 'Fields' },
  { id: 'icons', label: 'Icons', icon: 'eye' },
  { id: 'chart', label: 'Gantt', icon: 'gantt' },
] as const;

/** Every part of the kit on one page, for the eye. Development only, so its words are not translated. */
export function Gallery() {
  const [tab, setTab] = useState<(typeof TABS)[number]['id']>('controls');
  return (
    <SplitPane storageKey="gallery" split="columns" sized="first" initial={300}>
      <div style={{ overflow: 'auto', background: 'var(--panel)' }}>
        <Panel title="Fields" foldKey="gallery.fields"><FieldSamples /></Panel>
        <Panel title="States" foldKey="gallery.states"><StateSamples /></Panel>
      </div>
      <SplitPane storageKey="gallery.right" split="rows" sized="second" initial={300}>
        <div style={{ overflow: 'auto', flex: 1, background: 'var(--paper)' }}>
          <Tabs label="Samples" tabs={TABS} chosen={tab} onChoose={setTab} />
          <div style={tab === 'chart' ? { height: 520 } : { padding: 16 }}>
            {tab === 'chart' && <GanttSample />}
            {tab === 'fields' ? <FieldSamples /> : tab === 'icons' ? <IconSamples /> : tab === 'controls' && <ControlSamples />}
          </div>
        </div>
        <TableSample />
      </SplitPane>
    </SplitPane>
  );
}

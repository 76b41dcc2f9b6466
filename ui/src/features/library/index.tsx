import { Tabs, type Tab } from '@/kit';
import { useText } from '@/lib/i18n';
import { go, useParam } from '@/lib/navigation';
import { Audit } from './Audit';
import { Calendars } from './Calendars';
import { Connections } from './Connections';
import { People } from './People';
import { Workflows } from './Workflows';
import './library.css';

const SECTIONS = ['workflows', 'calendars', 'connections', 'people', 'audit'] as const;
type Section = (typeof SECTIONS)[number];

/** What there is: workflows and calendars on this machine, the runtime, the people, and the audit log. */
export function Page() {
  const text = useText();
  const asked = useParam('section');
  const section = SECTIONS.find((each) => each === asked) ?? 'workflows';
  const tabs: Tab<Section>[] = [
    { id: 'workflows', label: text('library.workflows'), icon: 'subflow' },
    { id: 'calendars', label: text('library.calendars'), icon: 'calendar' },
    { id: 'connections', label: text('library.connections'), icon: 'host' },
    { id: 'people', label: text('library.people'), icon: 'person' },
    { id: 'audit', label: text('library.audit'), icon: 'key' },
  ];
  return (
    <div className="library">
      <Tabs label={text('library.sections')} tabs={tabs} chosen={section} onChoose={(id) => go('library', { section: id })} />
      <div className="library-body">
        {section === 'workflows' && <Workflows />}
        {section === 'calendars' && <Calendars />}
        {section === 'connections' && <Connections />}
        {section === 'people' && <People />}
        {section === 'audit' && <Audit />}
      </div>
    </div>
  );
}

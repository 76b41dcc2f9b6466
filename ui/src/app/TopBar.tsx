import { Icon, Keys, Slot } from '@/kit';
import { useHeading } from '@/document/heading';
import { useText } from '@/lib/i18n';
import { PersonMenu } from './PersonMenu';
import { RuntimeStatus } from './RuntimeStatus';
import './TopBar.css';

export function TopBar({ onSearch }: { onSearch: () => void }) {
  const text = useText();
  return (
    <header className="top-bar">
      <DocumentHeading />
      <Slot name="actions" className="top-bar-actions" />
      <button type="button" className="top-bar-search" aria-keyshortcuts="Ctrl+K" onClick={onSearch}>
        <Icon name="search" size={14} />
        <span>{text('app.search')}</span>
        <Keys chord="Ctrl+K" />
      </button>
      <RuntimeStatus />
      <PersonMenu />
    </header>
  );
}

function DocumentHeading() {
  const text = useText();
  const heading = useHeading((state) => state.heading);
  if (!heading) return <div className="top-bar-heading top-bar-nothing">{text('app.noDocument')}</div>;
  return (
    <div className="top-bar-heading">
      <strong title={heading.name}>{heading.name}</strong>
      {heading.version !== null && <span>{text('app.revision', { number: heading.version })}</span>}
      {heading.isDraft && <span>{text('app.draft')}</span>}
      {heading.isDirty && <span className="top-bar-dirty" title={text('app.unsaved')} aria-label={text('app.unsaved')}>*</span>}
    </div>
  );
}

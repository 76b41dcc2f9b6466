import type { KeyboardEvent, ReactNode } from 'react';
import { useText } from '@/lib/i18n';
import type { IconName } from '@/lib/icon-names';
import { Badge, type BadgeTone } from './Badge';
import { Icon } from './Icon';
import './Tabs.css';

export interface Tab<Id extends string> {
  id: Id;
  label: string;
  icon?: IconName;
  /** A number beside the label, such as how many problems there are. */
  count?: number | undefined;
  countTone?: BadgeTone;
  /** Work goes on there. */
  busy?: boolean;
}

interface TabsProps<Id extends string> {
  label: string;
  tabs: readonly Tab<Id>[];
  chosen: Id;
  onChoose: (id: Id) => void;
  /** Buttons at the right end of the strip. */
  tools?: ReactNode;
}

/** A strip of tabs; the caller draws the chosen one's content. Arrow keys move between tabs. */
export function Tabs<Id extends string>({ label, tabs, chosen, onChoose, tools }: TabsProps<Id>) {
  const text = useText();
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = tabs.findIndex((tab) => tab.id === chosen);
    const target = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const next = (target + tabs.length) % tabs.length;
    const tab = tabs[next];
    if (tab) onChoose(tab.id);
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <div className="tabs">
      <div role="tablist" aria-label={label} className="tabs-strip" onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            data-tab={tab.id}
            aria-selected={tab.id === chosen}
            tabIndex={tab.id === chosen ? 0 : -1}
            onClick={() => onChoose(tab.id)}
          >
            {tab.icon && <Icon name={tab.icon} size={14} />}
            {tab.label}
            {tab.busy === true && <span className="button-spinner" role="img" aria-label={text('kit.working')} />}
            {tab.count !== undefined && <Badge tone={tab.countTone ?? 'plain'}>{tab.count}</Badge>}
          </button>
        ))}
      </div>
      {tools !== undefined && <div className="tabs-tools">{tools}</div>}
    </div>
  );
}

import { useState, type ReactNode } from 'react';
import { isBoolean, recall, remember } from '@/lib/storage';
import { Icon } from './Icon';
import './Panel.css';

interface PanelProps {
  title: ReactNode;
  /** Buttons at the right of the title. */
  tools?: ReactNode;
  /** With a name the panel can be folded, and remembers it. */
  foldKey?: string;
  /** The body scrolls and fills what height there is. */
  fill?: boolean;
  /** Without the inner margin, for tables and lists. */
  flush?: boolean;
  children: ReactNode;
}

/** A titled part of the screen. */
export function Panel({ title, tools, foldKey, fill = false, flush = false, children }: PanelProps) {
  const storageKey = `panel.${foldKey ?? ''}`;
  const [folded, setFolded] = useState(() => foldKey !== undefined && recall(storageKey, false, isBoolean));
  const toggle = () => {
    setFolded(!folded);
    remember(storageKey, !folded);
  };
  return (
    <section className={`panel ${fill && !folded ? 'panel-fill' : ''} ${flush ? 'panel-flush' : ''}`}>
      <header className="panel-head">
        {foldKey === undefined ? (
          <h2>{title}</h2>
        ) : (
          <h2>
            <button type="button" aria-expanded={!folded} onClick={toggle}>
              <Icon name={folded ? 'chevron-right' : 'chevron-down'} size={12} />
              {title}
            </button>
          </h2>
        )}
        {tools}
      </header>
      {!folded && <div className="panel-body">{children}</div>}
    </section>
  );
}

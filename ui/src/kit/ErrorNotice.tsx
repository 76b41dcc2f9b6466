import { useState, type ReactNode } from 'react';
import { copyText } from '@/lib/download';
import { useText } from '@/lib/i18n';
import { Button } from './Button';
import { Icon } from './Icon';
import './ErrorNotice.css';

export interface Notice {
  /** What happened, in one sentence. */
  message: string;
  where?: string | undefined;
  help?: string | undefined;
  /** The stable code somebody can act on or look up. */
  code?: string | undefined;
  /** Everything else worth sending on; folds out. */
  details?: string | undefined;
}

interface ErrorNoticeProps {
  notice: Notice;
  /** Buttons that do what `help` says. */
  actions?: ReactNode;
  tone?: 'error' | 'warning';
}

export function ErrorNotice({ notice, actions, tone = 'error' }: ErrorNoticeProps) {
  const text = useText();
  return (
    <div role="alert" className={`error-notice error-notice-${tone}`}>
      <Icon name={tone} className="error-notice-icon" />
      <div className="error-notice-body selectable">
        <p className="error-notice-message">
          {notice.message} {notice.code !== undefined && <code>{notice.code}</code>}
        </p>
        <dl>
          {notice.where !== undefined && <><dt>{text('kit.where')}</dt><dd>{notice.where}</dd></>}
          {notice.help !== undefined && <><dt>{text('kit.whatToDo')}</dt><dd>{notice.help}</dd></>}
        </dl>
        {notice.details !== undefined && <Details notice={notice} details={notice.details} />}
        {actions !== undefined && <div className="error-notice-actions">{actions}</div>}
      </div>
    </div>
  );
}

function Details({ notice, details }: { notice: Notice; details: string }) {
  const text = useText();
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async () => {
    const parts = [notice.message, notice.code, notice.where, details];
    setCopied(await copyText(parts.filter((part) => part !== undefined).join('\n')));
  };
  const label = copied === null ? 'kit.copy' : copied ? 'kit.copied' : 'kit.copyFailed';
  return (
    <details>
      <summary>{text('kit.details')}</summary>
      <pre>{details}</pre>
      <Button kind="quiet" icon="copy" onClick={() => void copy()}>{text(label)}</Button>
    </details>
  );
}

import type { ReactNode } from 'react';
import { useText } from '@/lib/i18n';
import { Button } from './Button';
import { Overlay } from './Overlay';
import './Dialog.css';

interface DialogProps {
  title: string;
  /** What will happen, in numbers, before it happens. */
  children: ReactNode;
  /** The verb: Publish, Kill 3 jobs. Never OK. */
  confirm: string;
  danger?: boolean;
  /** False while something is missing, such as the reason. */
  ready?: boolean;
  busy?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Only for what cannot be undone or leaves this machine; nothing else asks. */
export function Dialog({ title, children, confirm, danger = false, ready = true, busy = false, onConfirm, onCancel }: DialogProps) {
  const text = useText();
  return (
    <Overlay label={title} onClose={onCancel} className="dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) onConfirm();
        }}
      >
        <h2>{title}</h2>
        <div className="dialog-body">{children}</div>
        <footer>
          <Button onClick={onCancel} data-first={danger || undefined}>{text('kit.cancel')}</Button>
          <Button type="submit" kind={danger ? 'danger' : 'primary'} disabled={!ready} busy={busy}>{confirm}</Button>
        </footer>
      </form>
    </Overlay>
  );
}

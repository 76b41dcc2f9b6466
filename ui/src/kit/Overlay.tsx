import { useEffect, useRef, type ReactNode } from 'react';
import './Overlay.css';

interface OverlayProps {
  label: string;
  onClose: () => void;
  className?: string;
  /** High up for lists that grow as one types, in the middle for questions. */
  place?: 'top' | 'middle';
  children: ReactNode;
}

/**
 * What lies over the window and keeps the focus; Escape and a click beside it close it. The focus goes
 * to what is marked `data-first`, else to the first field, else to the whole.
 */
export function Overlay({ label, onClose, className, place = 'middle', children }: OverlayProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) {
      element.showModal();
      const first = element.querySelector<HTMLElement>('[data-first], input, textarea, select');
      (first ?? element).focus();
    }
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      aria-label={label}
      className={`overlay overlay-${place} ${className ?? ''}`}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      {children}
    </dialog>
  );
}

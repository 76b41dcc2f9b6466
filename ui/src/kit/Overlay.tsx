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

/** What lies over the window and keeps the focus; Escape and a click beside it close it. */
export function Overlay({ label, onClose, className, place = 'middle', children }: OverlayProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
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

import { createContext, useContext, useId, type ReactNode } from 'react';
import { useText } from '@/lib/i18n';
import { IconButton } from './IconButton';
import './Field.css';

export interface FieldProps {
  label: string;
  /** One faint line under the control. */
  hint?: ReactNode;
  /** What is wrong with the value; replaces the hint. */
  problem?: string | undefined;
  /** Where the value comes from when it is not set here: `inherited from system core`. */
  origin?: string | undefined;
  /** Set here over an inherited value: shows the way back. */
  onReset?: (() => void) | undefined;
  /** Label to the left of the control, as inspectors have it, or above. */
  layout?: 'row' | 'stack';
}

interface Labelled {
  id: string;
  noteId: string | undefined;
  isWrong: boolean;
}

const FieldContext = createContext<Labelled | null>(null);

/** The attributes that tie a control to the label and note of the field around it. */
export function useFieldControl() {
  const field = useContext(FieldContext);
  return {
    id: field?.id,
    'aria-describedby': field?.noteId,
    'aria-invalid': field?.isWrong === true ? true : undefined,
  };
}

/** A label, a control, and what is to be said about its value. */
export function Field({ label, hint, problem, origin, onReset, layout = 'row', children }: FieldProps & { children: ReactNode }) {
  const text = useText();
  const id = useId();
  const note = problem ?? hint ?? origin;
  const noteId = note === undefined ? undefined : `${id}-note`;
  const inherited = origin !== undefined && onReset === undefined;
  return (
    <div className={`field field-${layout} ${inherited ? 'field-inherited' : ''}`}>
      <label htmlFor={id}>{label}</label>
      <div className="field-control">
        <FieldContext value={{ id, noteId, isWrong: problem !== undefined }}>{children}</FieldContext>
        {onReset && <IconButton icon="undo" size={14} label={text('kit.reset')} onClick={onReset} />}
      </div>
      {note !== undefined && (
        <p id={noteId} className={problem === undefined ? 'field-note' : 'field-note field-problem'}>{note}</p>
      )}
    </div>
  );
}

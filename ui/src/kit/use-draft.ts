import { useState, type FocusEvent, type KeyboardEvent } from 'react';

export interface Draft {
  text: string;
  /** Why the text as typed cannot be taken. */
  problem: string | undefined;
  change: (text: string) => void;
  commit: () => void;
  /** Puts back what the value says. */
  revert: () => void;
}

interface DraftOptions<T> {
  value: T;
  /** As the field shows it. */
  format: (value: T) => string;
  /** The value, or a sentence that says what is wrong. */
  parse: (text: string) => { value: T } | { problem: string };
  onChange: (value: T) => void;
}

/**
 * Text in a field that becomes a value on Enter or when the field is left, so that a word typed is
 * one edit to undo. What cannot be read stays, with the reason; Escape puts the value back.
 */
export function useDraft<T>({ value, format, parse, onChange }: DraftOptions<T>): Draft {
  const shown = format(value);
  const [draft, setDraft] = useState<{ text: string; over: string } | null>(null);
  // A value that changed from outside (undo, another view) wins over a draft made over the old one.
  const live = draft !== null && draft.over === shown ? draft.text : shown;
  const parsed = live === shown ? null : parse(live);
  return {
    text: live,
    problem: parsed && 'problem' in parsed ? parsed.problem : undefined,
    change: (text) => setDraft({ text, over: shown }),
    commit: () => {
      if (!parsed || 'problem' in parsed) return;
      setDraft(null);
      if (format(parsed.value) !== shown) onChange(parsed.value);
    },
    revert: () => setDraft(null),
  };
}

/** What an input needs to commit on Enter and on leaving, and to revert on Escape. */
export function draftHandlers(draft: Draft, isMultiline = false) {
  return {
    onBlur: draft.commit,
    onFocus: (event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      if (!isMultiline) event.target.select();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.nativeEvent.isComposing) return;
      if (event.key === 'Enter' && (!isMultiline || event.ctrlKey || event.metaKey)) {
        draft.commit();
      } else if (event.key === 'Escape') {
        // The first Escape leaves the value as it was; only the next one backs out of the page.
        event.preventDefault();
        event.stopPropagation();
        draft.revert();
      }
    },
  };
}

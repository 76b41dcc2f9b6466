import { useEffect, useRef, useState } from 'react';
import type { Workflow } from '@/document';

const PAUSE = 450;

interface JsonText {
  /** Null until the core has written it. */
  json: string | null;
  type: (typed: string) => void;
  /** The field is left: what was typed goes now, and the canonical form comes back. */
  leave: () => void;
  pending: boolean;
}

/** The text of a workflow: it follows the picture while nobody types, and the picture follows it while somebody does. */
export function useJsonText(workflow: Workflow): JsonText {
  const version = workflow.use((state) => state.assessment.version);
  const assessing = workflow.use((state) => state.assessing);
  const [json, setJson] = useState<string | null>(null);
  const [typing, setTyping] = useState(false);
  const [pending, setPending] = useState(false);
  const typed = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (typing || assessing) return undefined;
    let overtaken = false;
    workflow.text().then(
      (text) => { if (!overtaken) setJson(text); },
      () => undefined,
    );
    return () => {
      overtaken = true;
    };
  }, [workflow, version, typing, assessing]);
  const send = async () => {
    clearTimeout(timer.current);
    const text = typed.current;
    typed.current = null;
    if (text === null) return;
    setPending(true);
    await workflow.setText(text);
    setPending(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    json,
    pending,
    type: (text) => {
      setJson(text);
      setTyping(true);
      typed.current = text;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void send(), PAUSE);
    },
    leave: () => void send().then(() => setTyping(false)),
  };
}

import { useEffect, useRef, useState, type ReactNode } from 'react';
import { ask, toAskError, type AskError } from '@/backend';
import { Button, ErrorNotice, Panel, SelectInput } from '@/kit';
import { downloadText } from '@/lib/download';
import { useText } from '@/lib/i18n';

/** A log that still grows is read on this often. */
const LOOK_MS = 700;
/** The window keeps no more of a log than this; the file keeps all. */
const MOST = 400_000;

interface LogProps {
  run: number;
  node: string;
  /** The attempt to begin with: the last one. */
  attempt: number;
}

/** The output of an attempt, followed while it grows. */
export function Log({ run, node, attempt: last }: LogProps) {
  const text = useText();
  const [attempt, setAttempt] = useState(last);
  const attempts = Array.from({ length: last }, (_, index) => ({ value: String(index + 1), label: text('monitor.attemptNumber', { number: index + 1 }) }));
  const pick = last > 1
    ? <SelectInput aria-label={text('monitor.attempt')} value={String(attempt)} options={attempts} onChange={(value) => setAttempt(Number(value))} />
    : null;
  return <OneLog key={attempt} run={run} node={node} attempt={attempt} pick={pick} />;
}

function OneLog({ run, node, attempt, pick }: LogProps & { pick: ReactNode }) {
  const text = useText();
  const { written, cut, problem } = useLog(run, node, attempt);
  const box = useRef<HTMLPreElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    const element = box.current;
    if (element !== null && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [written]);
  return (
    <Panel
      title={text('monitor.log')} fill flush
      tools={<>
        {pick}
        <Button kind="quiet" icon="download" onClick={() => downloadText(`${node.replaceAll('/', '-')}-${attempt}.log`, written)}>{text('monitor.export')}</Button>
      </>}
    >
      {problem !== null && <ErrorNotice notice={problem} />}
      <pre
        ref={box} className="log selectable" tabIndex={0} aria-label={text('monitor.log')}
        onScroll={({ currentTarget: at }) => { atEnd.current = at.scrollTop + at.clientHeight > at.scrollHeight - 24; }}
      >
        {cut && <span className="soft">{text('monitor.logCut')}{'\n'}</span>}
        {written === '' ? <span className="soft">{text('monitor.noOutput')}</span> : written}
      </pre>
    </Panel>
  );
}

function useLog(run: number, node: string, attempt: number): { written: string; cut: boolean; problem: AskError | null } {
  const [state, setState] = useState<{ written: string; cut: boolean; problem: AskError | null }>({ written: '', cut: false, problem: null });
  useEffect(() => {
    let stopped = false;
    let timer = 0;
    let offset = 0;
    const look = () => {
      ask('run.log', { run, node, attempt, offset }).then(
        (piece) => {
          if (stopped) return;
          offset = piece.next_offset;
          setState((old) => {
            const written = old.written + piece.text;
            return { written: written.slice(-MOST), cut: old.cut || written.length > MOST, problem: null };
          });
          if (!piece.complete) timer = window.setTimeout(look, piece.text === '' ? LOOK_MS : 0);
        },
        (error: unknown) => {
          if (stopped) return;
          setState((old) => ({ ...old, problem: toAskError(error, 'run.log') }));
          timer = window.setTimeout(look, 4 * LOOK_MS);
        },
      );
    };
    look();
    return () => {
      stopped = true;
      window.clearTimeout(timer);
    };
  }, [run, node, attempt]);
  return state;
}

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Severity } from '@/generated/model';
import { visibleRows } from '@/lib/virtual';

export interface CodeMark {
  /** Counted from 1. */
  line: number;
  tone: Severity;
  words: string;
}

interface CodeAreaProps {
  label: string;
  value: string;
  marks: readonly CodeMark[];
  /** When this changes, the line that `lineOfGoal` then gives is brought into view. */
  goal: string;
  lineOfGoal: () => number | null;
  busy: boolean;
  onChange: (value: string) => void;
  onBlur: () => void;
}

const LINE = 18;
const TOP = 4;

/** A plain editor: a field with the numbers of its lines, and marks on the lines that have a problem. */
export function CodeArea({ label, value, marks, goal, lineOfGoal, busy, onChange, onBlur }: CodeAreaProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const find = useRef(lineOfGoal);
  useEffect(() => {
    find.current = lineOfGoal;
  });
  const [view, setView] = useState({ top: 0, height: 300 });
  const count = useMemo(() => lineCount(value), [value]);
  const byLine = useMemo(() => new Map([...marks].reverse().map((mark) => [mark.line, mark])), [marks]);
  useLayoutEffect(() => {
    const element = area.current;
    if (element !== null) setView({ top: element.scrollTop, height: element.clientHeight });
  }, []);
  useEffect(() => {
    const element = area.current;
    const line = goal === '' ? null : find.current();
    if (element !== null && line !== null) element.scrollTop = Math.max(0, (line - 3) * LINE);
  }, [goal]);
  const range = visibleRows(view.top, view.height, LINE, count);
  const lines = Array.from({ length: Math.max(0, range.end - range.first) }, (_, index) => range.first + index + 1);
  return (
    <div className="code-area" aria-busy={busy}>
      <div className="code-gutter" aria-hidden>
        <div style={{ transform: `translateY(${TOP + range.first * LINE - view.top}px)` }}>
          {lines.map((number) => {
            const mark = byLine.get(number);
            return (
              <div key={number} className={`code-number ${mark === undefined ? '' : `code-mark code-mark-${mark.tone}`}`} title={mark?.words}>
                {number}
              </div>
            );
          })}
        </div>
      </div>
      <textarea
        ref={area}
        aria-label={label}
        className="code-text"
        spellCheck={false}
        autoComplete="off"
        wrap="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onBlur}
        onScroll={(event) => setView({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
        onKeyDown={(event) => {
          if (event.key === 'Tab' && !event.shiftKey && !event.ctrlKey) {
            event.preventDefault();
            indent(event.currentTarget, onChange);
          }
        }}
      />
    </div>
  );
}

function indent(element: HTMLTextAreaElement, onChange: (value: string) => void): void {
  const { selectionStart, selectionEnd, value } = element;
  element.setRangeText('  ', selectionStart, selectionEnd, 'end');
  if (element.value !== value) onChange(element.value);
}

function lineCount(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

import { useMemo } from 'react';
import { nodePlaces } from '@/document';
import type { Diagnostic } from '@/generated/model';
import { Button, Icon } from '@/kit';
import { useText } from '@/lib/i18n';
import type { Designer } from '../designer';
import { CodeArea, type CodeMark } from './CodeArea';
import { beginnings, linesOfPointers, nearestLine } from './json-places';
import { useJsonText } from './use-json-text';

/** The definition as text beside the picture: either is edited, both are always in step. */
export function JsonEditor({ designer }: { designer: Designer }) {
  const text = useText();
  const { workflow } = designer;
  const { json, type, leave, pending } = useJsonText(workflow);
  const diagnostics = workflow.use((state) => state.assessment.diagnostics);
  const broken = workflow.use((state) => state.brokenText !== null);
  const chosen = workflow.use((state) => state.chosen.nodes);
  const definition = workflow.use((state) => state.definition);
  const marks = useMemo(() => (json === null ? [] : marksOf(json, diagnostics)), [json, diagnostics]);
  const [only] = chosen;
  const findLine = () => {
    const at = definition === null || only === undefined ? undefined : nodePlaces(definition).get(only);
    const pointer = `/nodes/${at ?? -1}`;
    return json === null ? null : (linesOfPointers(json, new Set([pointer])).get(pointer) ?? null);
  };
  if (json === null) return null;
  const worst = marks.find((mark) => mark.tone === 'error');
  return (
    <div className="json-editor">
      {broken && (
        <p className="json-broken">
          <Icon name="error" className="tone-error" />
          <span>{text('designer.textBroken')} {worst === undefined ? '' : `${text('designer.line', { line: worst.line })}: ${worst.words}`}</span>
          {definition !== null && <Button kind="quiet" icon="undo" onClick={() => void workflow.discardText()}>{text('designer.discardText')}</Button>}
        </p>
      )}
      <CodeArea label="JSON" value={json} marks={marks} goal={only ?? ''} lineOfGoal={findLine} busy={pending} onChange={type} onBlur={leave} />
    </div>
  );
}

/** Problems by line: those of the text at their place, the others where their pointer leads. */
function marksOf(json: string, diagnostics: readonly Diagnostic[]): CodeMark[] {
  const pointers = new Set(diagnostics.filter(({ place }) => place === undefined || place === null).flatMap(({ path }) => beginnings(path)));
  const lines = linesOfPointers(json, pointers);
  return diagnostics.flatMap(({ place, path, severity, code, message }): CodeMark[] => {
    const line = place?.line ?? nearestLine(lines, path);
    return line === undefined ? [] : [{ line, tone: severity, words: `${code} ${message}` }];
  });
}

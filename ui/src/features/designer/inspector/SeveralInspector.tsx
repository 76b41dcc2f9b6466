import { estimateOf, plannedSeconds } from '@/document';
import type { Definition } from '@/generated/model';
import { Button, Panel } from '@/kit';
import { useText } from '@/lib/i18n';
import { formatDuration } from '@/lib/time';
import type { Designer } from '../designer';

/** Several nodes: what they come to together, and what can be done to all. */
export function SeveralInspector({ designer, definition, chosen }: { designer: Designer; definition: Definition; chosen: ReadonlySet<string> }) {
  const text = useText();
  const jobs = definition.nodes.filter((node) => chosen.has(node.id) && node.kind === 'job');
  const work = jobs.reduce((sum, node) => sum + plannedSeconds(estimateOf(definition, node) ?? { fixed: '5m' }), 0);
  return (
    <div className="inspector">
      <Panel title={text('designer.several', { count: chosen.size })}>
        <p>{text('designer.severalWork', { count: jobs.length, time: formatDuration(work) })}</p>
        <div className="inspector-buttons">
          <Button icon="group" keys="Ctrl+G" onClick={designer.group}>{text('designer.group')}</Button>
          <Button icon="copy" keys="Ctrl+D" onClick={designer.duplicate}>{text('designer.duplicate')}</Button>
          <Button icon="layout" keys="Ctrl+Shift+L" onClick={() => void designer.layOut([...chosen])}>{text('designer.layoutChosen')}</Button>
          <Button kind="danger" icon="trash" keys="Delete" onClick={designer.removeChosen}>{text('designer.remove')}</Button>
        </div>
        <p className="inspector-hint">{text('designer.severalHint')}</p>
      </Panel>
    </div>
  );
}

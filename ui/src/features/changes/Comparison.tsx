import { useMemo, type ReactNode } from 'react';
import type { DiffReport } from '@/generated/asks';
import type { Bundle } from '@/generated/model';
import { SplitPane } from '@/kit';
import { useText } from '@/lib/i18n';
import { ChangedGraphView } from './ChangedGraphView';
import { changedGraph } from './changed-graph';
import { FieldDiff } from './FieldDiff';
import { countsOf, fieldGroups } from './field-groups';
import { Inventory } from './Inventory';

interface ComparisonProps {
  storageKey: string;
  after: Bundle;
  before: Bundle | null;
  diff: DiffReport;
  chosen: string | null;
  onChoose: (node: string | null) => void;
  name: (node: string) => string;
  /** Begins a remark on a node, when the person may decide. */
  onComment?: ((node: string) => void) | undefined;
  /** Below the field diff. */
  foot?: ReactNode;
}

/** Two revisions: the graph with what changed, beside the fields, node by node. */
export function Comparison({ storageKey, after, before, diff, chosen, onChoose, name, onComment, foot }: ComparisonProps) {
  const text = useText();
  const graph = useMemo(() => changedGraph(after, before, diff), [after, before, diff]);
  const groups = useMemo(() => fieldGroups(diff), [diff]);
  const counts = countsOf(diff);
  return (
    <SplitPane storageKey={`changes.${storageKey}`} split="columns" sized="second" initial={460} min={280} max={900}>
      <section className="comparison-graph">
        <p className="comparison-legend">
          {before === null ? text('changes.wholeIsNew') : (
            <>
              <Key change="added" words={text('changes.countAdded', { count: counts.added })} />
              <Key change="removed" words={text('changes.countRemoved', { count: counts.removed })} />
              <Key change="changed" words={text('changes.countChanged', { count: counts.changed })} />
              <span>{text('changes.countEdges', { count: counts.edges })}</span>
              <span>{text('changes.countOther', { count: counts.other })}</span>
            </>
          )}
        </p>
        {graph === null ? <p>{text('changes.noGraph')}</p> : <ChangedGraphView graph={graph} isFirst={before === null} chosen={chosen} onChoose={onChoose} />}
      </section>
      <section className="comparison-fields" aria-label={text('changes.fields')}>
        {before === null && graph !== null
          ? <Inventory definition={graph.definition} bundle={after} />
          : <FieldDiff groups={groups} chosen={chosen} onChoose={onChoose} name={name} onComment={onComment} />}
        {foot}
      </section>
    </SplitPane>
  );
}

function Key({ change, words }: { change: 'added' | 'removed' | 'changed'; words: string }) {
  return <span className={`comparison-key comparison-${change}`}><i />{words}</span>;
}

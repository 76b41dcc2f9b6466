import { useState } from 'react';
import { useAsk } from '@/backend';
import type { PublishedWorkflow, RevisionView } from '@/generated/asks';
import { Button, EmptyState, SelectInput, SplitPane, VirtualTable, type Column } from '@/kit';
import { useText } from '@/lib/i18n';
import { go } from '@/lib/navigation';
import { formatInstant, localZone } from '@/lib/time';
import { Away } from './Away';
import { Restore } from './Restore';
import { RevisionComparison } from './RevisionComparison';
import { useChangeNews } from './use-changes';
import { shortHash } from './words';

/** What was published, revision by revision. */
export function History() {
  const text = useText();
  const { data, error, refresh } = useAsk('published.list', {});
  const [wanted, setWanted] = useState<string | null>(null);
  useChangeNews(refresh);
  if (error) return <Away problem={error} onThere={refresh} />;
  if (data === undefined) return null;
  const chosen = data.find(({ workflow }) => workflow === wanted) ?? data[0];
  if (chosen === undefined) {
    const begin = <Button kind="primary" icon="changes" onClick={() => go('changes')}>{text('changes.queue')}</Button>;
    return <EmptyState icon="history" line={text('changes.nothingPublished')} action={begin} />;
  }
  return <Revisions key={chosen.workflow} published={data} chosen={chosen} onChoose={setWanted} />;
}

interface RevisionsProps {
  published: readonly PublishedWorkflow[];
  chosen: PublishedWorkflow;
  onChoose: (workflow: string) => void;
}

/** The revisions of one workflow; one chosen is compared with the one before it, two with one another. */
function Revisions({ published, chosen, onChoose }: RevisionsProps) {
  const text = useText();
  const { data, error, refresh } = useAsk('revision.list', { workflow: chosen.workflow });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  useChangeNews(refresh);
  if (error) return <Away problem={error} onThere={refresh} />;
  const rows = (data ?? []).toSorted((a, b) => b.version - a.version);
  const pair = pairOf(rows, selected);
  const hint = text(pair === null && selected.size === 1 ? 'changes.noneBefore' : 'changes.chooseRevisions');
  const restorable = selected.size === 1 ? rows.find((row) => selected.has(String(row.version))) : undefined;
  return (
    <div className="changes-list">
      <div className="changes-bar">
        <SelectInput
          label={text('changes.workflow')} value={chosen.workflow} onChange={onChoose}
          options={published.map(({ workflow, name, version }) => ({ value: workflow, label: `${name} (v${version})` }))}
        />
        <span>{pair === null ? hint : text('changes.comparing', { from: pair.from.version, to: pair.to.version })}</span>
        {restorable && <Restore revision={restorable} name={chosen.name} />}
      </div>
      <SplitPane storageKey="changes.history" split="rows" sized="first" initial={220} min={90} max={600}>
        <VirtualTable
          label={text('changes.history')} columns={columnsOf(text)} rows={rows} rowKey={(row) => String(row.version)} storageKey="changes.history"
          selected={selected} onSelect={(keys) => setSelected(new Set([...keys].slice(-2)))}
          onOpen={(row) => go('changes', { change: String(row.change) })}
        />
        {pair === null ? <EmptyState icon="compare" line={hint} /> : <RevisionComparison key={`${pair.from.hash} ${pair.to.hash}`} from={pair.from} to={pair.to} />}
      </SplitPane>
    </div>
  );
}

/** The older and the newer of what is chosen; of one revision, it and the one before. Null when there is nothing to compare. */
export function pairOf(newestFirst: readonly RevisionView[], selected: ReadonlySet<string>): { from: RevisionView; to: RevisionView } | null {
  const chosen = newestFirst.filter((row) => selected.has(String(row.version)));
  const to = chosen[0];
  const from = chosen[1] ?? (to === undefined ? undefined : newestFirst[newestFirst.indexOf(to) + 1]);
  return to === undefined || from === undefined ? null : { from, to };
}

function columnsOf(text: ReturnType<typeof useText>): Column<RevisionView>[] {
  return [
    { id: 'version', title: text('changes.version'), width: 80, align: 'end', value: (row) => row.version, render: (row) => `v${row.version}` },
    { id: 'title', title: text('changes.title'), width: 340, value: (row) => row.title },
    { id: 'published', title: text('changes.publishedAt'), width: 150, value: (row) => row.published_at, render: (row) => formatInstant(row.published_at, localZone()) },
    { id: 'author', title: text('changes.author'), width: 110, value: (row) => row.author },
    { id: 'approved', title: text('changes.approvedBy'), width: 160, value: (row) => row.approved_by.join(', ') },
    { id: 'change', title: text('changes.change'), width: 80, align: 'end', value: (row) => row.change, render: (row) => `#${row.change}` },
    { id: 'hash', title: text('changes.revision'), width: 130, value: (row) => row.hash, render: (row) => <code>{shortHash(row.hash)}</code> },
  ];
}

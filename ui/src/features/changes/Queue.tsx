import { useMemo, useState } from 'react';
import { useAsk } from '@/backend';
import type { ChangeView } from '@/generated/asks';
import { Badge, Button, Checkbox, EmptyState, useSlow, Progress, VirtualTable, type Column } from '@/kit';
import { useText } from '@/lib/i18n';
import { go } from '@/lib/navigation';
import { formatDuration } from '@/lib/time';
import { Away } from './Away';
import { useChangeNews, useNow } from './use-changes';
import { RISKS, shortHash, STATES } from './words';

/** Changes that wait, oldest first in each state; with the box ticked also those that are done with. */
export function Queue() {
  const text = useText();
  const { data, error, pending, refresh } = useAsk('change.list', {});
  const [all, setAll] = useState(false);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const slow = useSlow(pending && data === undefined);
  const now = useNow();
  useChangeNews(refresh);
  const rows = useMemo(() => inOrder(data ?? []).filter((change) => all || isOpen(change)), [data, all]);
  if (error) return <Away problem={error} onThere={refresh} />;
  if (data === undefined) return <div className="changes-notice">{slow && <Progress label={text('changes.asking')} value={null} />}</div>;
  if (data.length === 0) {
    const begin = <Button kind="primary" icon="design" onClick={() => go('design')}>{text('changes.toDesign')}</Button>;
    return <EmptyState icon="changes" line={text('changes.empty')} action={begin} />;
  }
  const done = data.length - data.filter(isOpen).length;
  return (
    <div className="changes-list">
      <div className="changes-bar">
        <span>{text('changes.waiting', { count: data.length - done })}</span>
        <Checkbox label={text('changes.showDone', { count: done })} value={all} onChange={setAll} />
      </div>
      <VirtualTable
        label={text('changes.queue')} columns={columnsOf(text, now)} rows={rows} rowKey={(change) => String(change.id)} storageKey="changes.queue"
        selected={selected} onSelect={setSelected} onOpen={(change) => go('changes', { change: String(change.id) })}
        empty={text('changes.noneWait')}
      />
      <p className="changes-hint">{text('changes.openHint')}</p>
    </div>
  );
}

function columnsOf(text: ReturnType<typeof useText>, now: number): Column<ChangeView>[] {
  return [
    { id: 'id', title: '#', width: 56, align: 'end', value: (change) => change.id },
    {
      id: 'state', title: text('changes.state'), width: 110, value: (change) => STATES[change.state].order,
      render: (change) => <Badge tone={STATES[change.state].tone}>{text(STATES[change.state].word)}</Badge>,
    },
    {
      id: 'risk', title: text('changes.risk'), width: 90, value: (change) => RISKS[change.risk].order,
      render: (change) => <Badge tone={RISKS[change.risk].tone}>{text(RISKS[change.risk].word)}</Badge>,
    },
    {
      id: 'title', title: text('changes.title'), width: 340, value: (change) => change.title,
      render: (change) => <button type="button" className="changes-link" tabIndex={-1} onClick={() => go('changes', { change: String(change.id) })}>{change.title}</button>,
    },
    { id: 'workflow', title: text('changes.workflow'), width: 180, value: (change) => change.workflow_name },
    { id: 'author', title: text('changes.author'), width: 110, value: (change) => change.author },
    {
      id: 'age', title: text('changes.age'), width: 110, align: 'end', value: (change) => now - change.submitted_at,
      render: (change) => formatDuration(Math.max(0, now - change.submitted_at) / 1000),
    },
    { id: 'decisions', title: text('changes.decisions'), width: 100, align: 'end', value: (change) => change.decisions.length },
    {
      id: 'base', title: text('changes.replaces'), width: 100, value: (change) => change.base_version ?? 0,
      render: (change) => (change.base_version === null ? text('changes.first') : `v${change.base_version}`),
    },
    { id: 'hash', title: text('changes.revision'), width: 130, value: (change) => change.hash, render: (change) => <code>{shortHash(change.hash)}</code> },
  ];
}

export function isOpen({ state }: ChangeView): boolean {
  return state === 'submitted' || state === 'approved' || state === 'draft';
}

/** By state, then by risk, then the longest waiting first. */
export function inOrder(changes: readonly ChangeView[]): ChangeView[] {
  return changes.toSorted((a, b) =>
    STATES[a.state].order - STATES[b.state].order || RISKS[a.risk].order - RISKS[b.risk].order || a.submitted_at - b.submitted_at);
}

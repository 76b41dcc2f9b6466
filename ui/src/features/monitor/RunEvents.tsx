import { useEffect, useMemo } from 'react';
import { listen, useAsk } from '@/backend';
import type { Push, RunDetail, RuntimeEvent } from '@/generated/asks';
import { ErrorNotice, VirtualTable, type Column } from '@/kit';
import { useText } from '@/lib/i18n';
import { formatInstant, localZone } from '@/lib/time';

/** What happened in the run, in numbered order, operators' actions with their reasons among it. */
export function RunEvents({ detail }: { detail: RunDetail }) {
  const text = useText();
  const { data, error, refresh } = useAsk('event.list', { after: 0, run: detail.run.run, limit: 10_000 });
  useEffect(() => listen<Push>('daybreak', (push) => {
    if (push.kind === 'events' && push.events.some((event) => event.run === detail.run.run)) refresh();
  }), [detail.run.run, refresh]);
  const columns = useMemo<Column<RuntimeEvent>[]>(() => [
    { id: 'seq', title: '#', width: 70, align: 'end', value: (event) => event.seq },
    { id: 'at', title: text('monitor.at'), width: 160, value: (event) => event.at, render: (event) => formatInstant(event.at, localZone(), true) },
    { id: 'kind', title: text('monitor.kind'), width: 80, value: (event) => event.kind },
    { id: 'node', title: text('monitor.node'), width: 220, value: (event) => event.node ?? '' },
    { id: 'state', title: text('monitor.state'), width: 100, value: (event) => event.state ?? '' },
    { id: 'person', title: text('monitor.person'), width: 100, value: (event) => event.person ?? '' },
    { id: 'text', title: text('monitor.what'), width: 480, value: (event) => event.text },
  ], [text]);
  const newestFirst = useMemo(() => [...(data ?? [])].reverse(), [data]);
  if (error !== undefined && data === undefined) return <ErrorNotice notice={error} />;
  return <VirtualTable label={text('monitor.events')} columns={columns} rows={newestFirst} rowKey={(event) => String(event.seq)} storageKey="monitor.events" />;
}

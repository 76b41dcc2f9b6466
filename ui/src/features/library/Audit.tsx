import { useMemo, useState } from 'react';
import { ask, toAskError, useAsk, type AskError } from '@/backend';
import type { AuditEntry } from '@/generated/asks';
import { Badge, Button, EmptyState, ErrorNotice, VirtualTable, type Column } from '@/kit';
import { downloadText, toCsv } from '@/lib/download';
import { useText } from '@/lib/i18n';
import { formatInstant, localZone } from '@/lib/time';

/** No more entries are listed; the command line lists all. */
const MOST = 10_000;

/** Who did what and why, each entry chained to the one before. */
export function Audit() {
  const text = useText();
  const { data, error, refresh } = useAsk('audit.list', { after: 0, limit: MOST });
  const [proof, setProof] = useState<{ entries: number; intact: boolean; problem: string | null } | null>(null);
  const [problem, setProblem] = useState<AskError | null>(null);
  const columns = useMemo<Column<AuditEntry>[]>(() => [
    { id: 'seq', title: '#', width: 60, align: 'end', value: (row) => row.seq },
    { id: 'at', title: text('library.at'), width: 160, value: (row) => row.at, render: (row) => formatInstant(row.at, localZone(), true) },
    { id: 'person', title: text('library.person'), width: 100, value: (row) => row.person },
    { id: 'action', title: text('library.action'), width: 140, value: (row) => row.action },
    { id: 'subject', title: text('library.subject'), width: 220, value: (row) => row.subject },
    { id: 'reason', title: text('library.reason'), width: 260, value: (row) => row.reason },
    { id: 'detail', title: text('library.detail'), width: 320, value: (row) => row.detail },
    { id: 'hash', title: text('library.hash'), width: 120, value: (row) => row.hash, render: (row) => <code>{row.hash.slice(0, 12)}</code> },
  ], [text]);
  const rows = useMemo(() => [...(data ?? [])].reverse(), [data]);
  const verify = () => {
    ask('audit.verify', {}).then(setProof, (failure: unknown) => setProblem(toAskError(failure, 'audit.verify')));
  };
  const save = () => downloadText('audit.csv', toCsv([columns.map((column) => column.title), ...rows.map((row) => [row.seq, new Date(row.at).toISOString(), row.person, row.action, row.subject, row.reason, row.detail, row.hash])]), 'text/csv');
  if (error !== undefined && data === undefined) return <ErrorNotice notice={error} actions={<Button onClick={refresh}>{text('library.again')}</Button>} />;
  return (
    <div className="library-section">
      <div className="library-tools">
        <span className="library-folder">
          {proof !== null && <Badge tone={proof.intact ? 'good' : 'bad'}>{proof.intact ? text('library.intact', { count: proof.entries }) : text('library.notIntact', { problem: proof.problem ?? '' })}</Badge>}
        </span>
        <Button icon="check" onClick={verify}>{text('library.verify')}</Button>
        <Button icon="download" kind="quiet" onClick={save}>{text('library.exportCsv')}</Button>
        <Button icon="retry" kind="quiet" onClick={refresh}>{text('library.again')}</Button>
      </div>
      {problem !== null && <ErrorNotice notice={problem} />}
      <VirtualTable label={text('library.audit')} columns={columns} rows={rows} rowKey={(row) => String(row.seq)} storageKey="library.audit" empty={<EmptyState icon="key" line={text('library.noAudit')} />} />
    </div>
  );
}

import { useMemo } from 'react';
import { useSession, type Person } from '@/backend';
import { Badge, Button, EmptyState, VirtualTable, type Column } from '@/kit';
import { useText, type TextKey } from '@/lib/i18n';
import { go } from '@/lib/navigation';

const ROLES: Record<string, TextKey> = {
  designer: 'library.designer', approver: 'library.approver', operator: 'library.operator',
  analyst: 'library.analyst', auditor: 'library.auditor', administrator: 'library.administrator',
};

/** The roster: who may do what, and whose keys are on this machine. */
export function People() {
  const text = useText();
  const { people, person, onSwitch } = useSession();
  const columns = useMemo<Column<Person>[]>(() => [
    { id: 'name', title: text('library.name'), width: 200, value: (row) => row.name },
    { id: 'id', title: text('library.signsAs'), width: 140, value: (row) => row.id, render: (row) => <code>{row.id}</code> },
    { id: 'roles', title: text('library.roles'), width: 260, value: (row) => row.roles.join(), render: (row) => row.roles.map((role) => { const key = ROLES[role]; return <Badge key={role}>{key === undefined ? role : text(key)}</Badge>; }) },
    {
      id: 'act', title: '', width: 160, render: (row) => (row.id === person?.id
        ? <Badge tone="accent">{text('library.you')}</Badge>
        : <Button kind="quiet" disabled={onSwitch === null} onClick={() => onSwitch?.(row.id)}>{text('library.actAs')}</Button>),
    },
  ], [text, person, onSwitch]);
  return (
    <VirtualTable
      label={text('library.people')} columns={columns} rows={people} rowKey={(row) => row.id} storageKey="library.people"
      empty={<EmptyState icon="person" line={text('library.noPeople')} action={<Button onClick={() => go('library', { section: 'connections' })}>{text('library.connections')}</Button>} />}
    />
  );
}

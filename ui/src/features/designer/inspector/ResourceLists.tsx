import { freeId } from '@/document';
import type { Definition, Edit, Lock, Pool, PoolHours } from '@/generated/model';
import { NumberField } from '@/kit';
import { useText } from '@/lib/i18n';
import { withParts } from '../actions/node-fields';
import type { Designer } from '../designer';
import { Cell, ListEditor } from './ListEditor';

interface ListProps {
  designer: Designer;
  definition: Definition;
}

/** The pools of a workflow with their hours. */
export function PoolList({ designer, definition }: ListProps) {
  const text = useText();
  const pools = definition.pools ?? [];
  const change = (next: Pool[]) => designer.edit(listEdits(pools, next, (pool) => ({ set_pool: pool }), (id) => ({ remove_pool: id })));
  const withHours = (pool: Pool, hours: PoolHours[]): Pool => withParts(pool, { hours: hours.length === 0 ? undefined : hours });
  return (
    <ListEditor<Pool> label={text('designer.pools')} items={pools} onChange={change} make={() => ({ id: free(pools, 'pool'), name: text('designer.newPool'), capacity: 1 })}>
      {(pool, put) => (
        <div className="list-card">
          <Cell label={text('designer.name')} mono={false} value={pool.name} onChange={(name) => put({ ...pool, name })} />
          <span className="inspector-hint mono">{pool.id}</span>
          <NumberField label={text('designer.capacity')} value={pool.capacity} min={0} whole onChange={(capacity) => put({ ...pool, capacity: capacity ?? 0 })} />
          <ListEditor<PoolHours>
            label={text('designer.hours')}
            items={pool.hours ?? []}
            onChange={(hours) => put(withHours(pool, hours))}
            make={() => ({ from: '22:00', to: '06:00', capacity: pool.capacity })}
          >
            {(hours, putHours) => (
              <>
                <Cell label={text('designer.from')} value={hours.from} onChange={(from) => { if (isClock(from)) putHours({ ...hours, from }); }} />
                <Cell label={text('designer.to')} value={hours.to} onChange={(to) => { if (isClock(to)) putHours({ ...hours, to }); }} />
                <Cell label={text('designer.capacity')} value={String(hours.capacity)} onChange={(typed) => { if (/^\d+$/.test(typed)) putHours({ ...hours, capacity: Number(typed) }); }} />
              </>
            )}
          </ListEditor>
        </div>
      )}
    </ListEditor>
  );
}

export function LockList({ designer, definition }: ListProps) {
  const text = useText();
  const locks = definition.locks ?? [];
  const change = (next: Lock[]) => designer.edit(listEdits(locks, next, (lock) => ({ set_lock: lock }), (id) => ({ remove_lock: id })));
  return (
    <ListEditor<Lock> label={text('designer.locks')} items={locks} onChange={change} make={() => ({ id: free(locks, 'lock'), name: text('designer.newLock') })}>
      {(lock, put) => (
        <>
          <Cell label={text('designer.name')} mono={false} value={lock.name} onChange={(name) => put({ ...lock, name })} />
          <span className="inspector-hint mono">{lock.id}</span>
        </>
      )}
    </ListEditor>
  );
}

/** The edits that lead from one list of named things to another; they keep their identifiers. */
export function listEdits<T extends { id: string }>(before: readonly T[], after: readonly T[], set: (value: T) => Edit, remove: (id: string) => Edit): Edit[] {
  const kept = new Set(after.map((each) => each.id));
  return [
    ...before.filter((each) => !kept.has(each.id)).map((each) => remove(each.id)),
    ...after.filter((each) => !before.includes(each)).map(set),
  ];
}

export function free(list: readonly { id: string }[], stem: string): string {
  return freeId((id) => list.some((each) => each.id === id), `${stem}-1`);
}

function isClock(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

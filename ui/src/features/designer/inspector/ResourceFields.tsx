import type { Definition, LockUse, Node, PoolUse } from '@/generated/model';
import { SelectInput } from '@/kit';
import { useText } from '@/lib/i18n';
import { withField } from '../actions/node-fields';
import { Cell, ListEditor } from './ListEditor';

/** What a node takes from start to end: units of pools, and locks. */
export function ResourceFields({ definition, node, onChange }: { definition: Definition; node: Node; onChange: (node: Node) => void }) {
  const text = useText();
  const pools = (definition.pools ?? []).map(({ id, name, capacity }) => ({ value: id, label: `${name} (${capacity})` }));
  const locks = (definition.locks ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const modes = (['exclusive', 'shared'] as const).map((value) => ({ value, label: text(`designer.lock_${value}`) }));
  const uses = node.uses ?? [];
  const held = node.locks ?? [];
  const freePool = pools.find(({ value }) => !uses.some(({ pool }) => pool === value));
  const freeLock = locks.find(({ value }) => !held.some(({ lock }) => lock === value));
  return (
    <>
      <ListEditor<PoolUse>
        label={text('designer.pools')}
        items={uses}
        onChange={(next) => onChange(withField(node, 'uses', next.length === 0 ? undefined : next))}
        make={freePool === undefined ? null : () => ({ pool: freePool.value, units: 1 })}
        {...(pools.length === 0 ? { none: text('designer.noPools') } : {})}
      >
        {(use, put) => (
          <>
            <SelectInput value={use.pool} options={known(pools, use.pool)} onChange={(pool) => put({ ...use, pool })} label={text('designer.pool')} />
            <Cell label={text('designer.units')} value={String(use.units)} onChange={(typed) => { if (/^\d+$/.test(typed)) put({ ...use, units: Number(typed) }); }} />
          </>
        )}
      </ListEditor>
      <ListEditor<LockUse>
        label={text('designer.locks')}
        items={held}
        onChange={(next) => onChange(withField(node, 'locks', next.length === 0 ? undefined : next))}
        make={freeLock === undefined ? null : () => ({ lock: freeLock.value })}
        {...(locks.length === 0 ? { none: text('designer.noLocks') } : {})}
      >
        {(use, put) => (
          <>
            <SelectInput value={use.lock} options={known(locks, use.lock)} onChange={(lock) => put({ ...use, lock })} label={text('designer.lock')} />
            <SelectInput value={use.mode ?? 'exclusive'} options={modes} onChange={(mode) => put({ ...use, mode })} label={text('designer.mode')} />
          </>
        )}
      </ListEditor>
    </>
  );
}

/** The options, with the one in use even when it names nothing that there is. */
function known(options: readonly { value: string; label: string }[], value: string): { value: string; label: string }[] {
  return options.some((option) => option.value === value) ? [...options] : [{ value, label: `${value} ?` }, ...options];
}

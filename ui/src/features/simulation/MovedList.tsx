import { useMemo } from 'react';
import type { PlanReport } from '@/generated/asks';
import { Badge, Delta } from '@/kit';
import { useText } from '@/lib/i18n';
import { movedBetween } from './moved';
import type { Names } from './names';
import { minus } from '@/lib/number';
import { driverWords } from './picture';

const MOST = 100;

interface MovedListProps {
  plan: PlanReport;
  base: PlanReport;
  names: Names;
  onChoose: (id: string) => void;
}

/** What starts or ends at another time than in the document's own night, the largest move first, and what it waits for now. */
export function MovedList({ plan, base, names, onChoose }: MovedListProps) {
  const text = useText();
  const moved = useMemo(() => movedBetween(base, plan, (id) => names.hasRow(id)), [base, plan, names]);
  return (
    <section className="moved" aria-label={text('scenario.moved')}>
      <h3>{text('scenario.moved')} <small>{text('scenario.movedWindow')}</small> <Delta value={minus(plan.window_s, base.window_s)} /></h3>
      <p>{moved.length === 0 ? text('scenario.movedNone') : text('scenario.movedCount', { count: moved.length })}</p>
      <ul>
        {moved.slice(0, MOST).map(({ id, start_s, finish_s, is }) => {
          const node = plan.nodes[id];
          return (
            <li key={id}>
              <button type="button" onClick={() => onChoose(id)} disabled={node === undefined}>
                <span className="moved-name">{names.label(id)}</span>
                {is === 'moved'
                  ? <><span>{text('chart.start')} <Delta value={start_s ?? 0} /></span><span>{text('chart.end')} <Delta value={finish_s ?? 0} /></span></>
                  : <Badge tone="plain">{text(is === 'new' ? 'scenario.appeared' : 'scenario.vanished')}</Badge>}
              </button>
              {node !== undefined && <small>{driverWords(node, names, text)}</small>}
            </li>
          );
        })}
      </ul>
      {moved.length > MOST && <p>{text('scenario.movedMore', { count: moved.length - MOST })}</p>}
    </section>
  );
}

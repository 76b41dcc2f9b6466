import type { TuneReport } from '@/generated/asks';
import { Button, Checkbox, ErrorNotice, SelectField } from '@/kit';
import { useText } from '@/lib/i18n';
import { useValue, valueStore } from '@/lib/store';
import { formatDuration } from '@/lib/time';
import { Running } from '../Forecasting';
import type { WorkState } from '../long-work';
import { sampling } from '../sampling';
import { tuning, type NightOf, type TuneWanted } from './tuning';

const SECONDS = ['3', '10', '60', '300'] as const;

/** They outlive the view. */
const tuneOptions = valueStore<{ seconds: string; allowEdges: boolean }>({ seconds: '10', allowEdges: false });

/** A search for better priorities, and for an order of jobs when edges are allowed. */
export function TuneForm({ night, state }: { night: NightOf; state: WorkState<TuneWanted, TuneReport> }) {
  const text = useText();
  const { seed } = useValue(sampling);
  const { seconds, allowEdges } = useValue(tuneOptions);
  const { progress, problem, wanted } = state;
  return (
    <section aria-label={text('tuning.tune')}>
      <h3>{text('tuning.tune')}</h3>
      <p className="soft">{text('tuning.what')}</p>
      <div className="tuning-form">
        <SelectField label={text('tuning.search')} value={seconds} options={SECONDS.map((value) => ({ value, label: formatDuration(Number(value)) }))} onChange={(chosen) => tuneOptions.set({ seconds: chosen, allowEdges })} />
        <Checkbox label={text('tuning.allowEdges')} value={allowEdges} onChange={(allowed) => tuneOptions.set({ seconds, allowEdges: allowed })} />
        <Button kind="primary" icon="settings" busy={progress !== null} onClick={() => void tuning.start({ ...night, seconds: Number(seconds), seed, allowEdges })}>{text('tuning.start')}</Button>
      </div>
      <Running work={progress} label={() => text('tuning.searching')} onCancel={tuning.stop} />
      {wanted?.document === night.document && problem !== null && problem.code !== 'cancelled' && <ErrorNotice notice={problem} />}
    </section>
  );
}

import type { AskError } from '@/backend';
import type { PlanReport } from '@/generated/asks';
import { Button, ErrorNotice, Progress, SelectInput, useSlow, type Option } from '@/kit';
import { useText } from '@/lib/i18n';
import { useValue } from '@/lib/store';
import { formatDuration } from '@/lib/time';
import { chosenPercentile, NIGHTS } from './chosen-night';
import { sampling } from './sampling';

const PLANNED = 'planned';

/** Which night the Gantt chart shows: the planned one, or a simulated one such as that of P95. */
export function NightChoice() {
  const text = useText();
  const chosen = useValue(chosenPercentile);
  const options: Option<string>[] = [
    { value: PLANNED, label: text('scenario.planned') },
    ...NIGHTS.map((each) => ({ value: String(each), label: text('scenario.nightOf', { percent: percentileWord(each) }) })),
  ];
  return (
    <span className="night-choice">
      <SelectInput
        label={text('scenario.nightChoice')} options={options} value={chosen === null ? PLANNED : String(chosen)}
        onChange={(value) => chosenPercentile.set(value === PLANNED ? null : Number(value))}
      />
    </span>
  );
}

/** `P95` for 0.95. */
export function percentileWord(share: number): string {
  return `P${Math.round(share * 1000) / 10}`;
}

interface ChosenNightProps {
  percentile: number | null;
  /** The simulated night; null while it is not there. */
  plan: PlanReport | null;
  problem: AskError | null;
}

/** Says that the chart shows one simulated night and no plan, and leads back. */
export function ChosenNight({ percentile, plan, problem }: ChosenNightProps) {
  const text = useText();
  const { samples, seed } = useValue(sampling);
  const slow = useSlow(percentile !== null && plan === null && problem === null);
  if (percentile === null) return null;
  const back = <Button kind="quiet" onClick={() => chosenPercentile.set(null)}>{text('scenario.planned')}</Button>;
  if (problem !== null) return <ErrorNotice notice={problem} actions={back} />;
  if (plan === null) return slow ? <Progress label={text('scenario.nightOf', { percent: percentileWord(percentile) })} value={null} /> : null;
  return (
    <p className="night-note night-note-night">
      <span>{text('scenario.nightNote', { samples, seed, percent: percentileWord(percentile), time: formatDuration(plan.window_s) })}</span>
      {back}
    </p>
  );
}

import type { PlanReport } from '@/generated/asks';
import type { Definition } from '@/generated/model';
import { Button, DayTimeField, IconButton, Progress, SelectField, showsWrongField, useSlow } from '@/kit';
import { useText } from '@/lib/i18n';
import { formatPercent } from '@/lib/number';
import type { Names } from '../names';
import { ChoiceTable } from './ChoiceTable';
import { OwnChange } from './OwnChange';
import { askable, dueOf, keptChoices, PROBABILITIES, type Choice, type Question } from './question';

interface QuestionFormProps {
  question: Question;
  choices: readonly Choice[];
  plan: PlanReport;
  whole: Definition | null;
  names: Names;
  /** The advisor is at work. */
  busy: boolean;
  /** What may be changed is being worked out. */
  proposing: boolean;
  onChange: (part: Partial<Question>) => void;
  /** Propose changes anew. */
  onPropose: () => void;
  onAsk: () => void;
}

const END = '';

/** What is to be reached, how surely, and what may be changed for it. */
export function QuestionForm({ question, choices, plan, whole, names, busy, proposing, onChange, onPropose, onAsk }: QuestionFormProps) {
  const text = useText();
  const slow = useSlow(proposing);
  const { node, target, probability } = question;
  const allowed = choices.filter(({ on }) => on).length;
  const missing = target === null ? text('advisor.noTarget') : undefined;
  const end = plan.deadlines.find((each) => names.isEnd(each.node))?.node ?? null;
  return (
    <section className="advisor-form" aria-label={text('advisor.question')}>
      <h3>{text('advisor.what')}</h3>
      <div className="advisor-goal">
        <SelectField
          label={text('advisor.node')} layout="stack" value={node ?? END} options={[{ value: END, label: text('advisor.theEnd') }, ...askable(plan, whole, names)]}
          onChange={(chosen) => {
            const next = chosen === END ? null : chosen;
            onChange({ node: next, target: dueOf(plan, next ?? end) ?? target });
          }}
        />
        <DayTimeField label={text('advisor.target')} layout="stack" value={target} onChange={(time) => onChange({ target: time })} />
        <SelectField
          label={text('advisor.probability')} layout="stack" value={String(probability)} onChange={(value) => onChange({ probability: Number(value) })}
          options={PROBABILITIES.map((each) => ({ value: String(each), label: text('advisor.ofNights', { share: formatPercent(each, 0) }) }))}
        />
      </div>
      <h3>
        {text('advisor.mayChange')} <small>{text('advisor.allowed', { count: allowed })}</small>
        <IconButton icon="retry" size={14} label={text('advisor.propose')} disabled={proposing} onClick={onPropose} />
      </h3>
      {slow && <Progress label={text('advisor.proposing')} value={null} />}
      {!(proposing && choices.length === 0) && <ChoiceTable choices={choices} names={names} onChange={(next) => onChange(keptChoices(next))} />}
      <OwnChange whole={whole} onAdd={(change) => onChange({ own: [...question.own, { change, on: true, own: true }] })} />
      <footer>
        <Button onClick={(event) => { if (!showsWrongField(event.currentTarget)) onAsk(); }} kind="primary" icon="hint" disabled={target === null || (proposing && choices.length === 0)} busy={busy} tip={missing ?? text('advisor.askTip')}>{text('advisor.ask')}</Button>
        <small>{text('advisor.ofDocument')}</small>
      </footer>
    </section>
  );
}

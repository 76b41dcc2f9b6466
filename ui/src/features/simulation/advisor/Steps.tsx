import type { AdviceReport, Verb } from '@/generated/asks';
import { Button, Delta } from '@/kit';
import { useText } from '@/lib/i18n';
import { formatPercent, minus } from '@/lib/number';
import { chanceWords } from '../distribution/marks';
import type { Names } from '../names';
import { verbWords } from '../verb-words';
import { costWords, isTaken, thereByWords } from './advice';
import { changeWords } from './question';

interface StepsProps {
  report: AdviceReport;
  names: Names;
  /** The scenario in hand, to know which steps are taken. */
  inHand: readonly Verb[];
  onTake: (verbs: readonly Verb[]) => void;
}

/** The steps one by one: what each brings after those before it, and a way to take it. */
export function Steps({ report, names, inHand, onTake }: StepsProps) {
  const text = useText();
  return (
    <ol className="advice-steps">
      {report.steps.map(({ change, after }, index) => {
        const before = report.steps[index - 1]?.after ?? report.before;
        const words = changeWords(change, names, text);
        return (
          <li key={index}>
            <span className="advice-number">{index + 1}</span>
            <div className="advice-step">
              {change.verbs.length === 1 ? <strong>{words}</strong> : (
                <details>
                  <summary><strong>{words}</strong></summary>
                  <ul>{change.verbs.map((verb, at) => <li key={at}>{verbWords(verb, names, text)}</li>)}</ul>
                </details>
              )}
              <p>
                {text('advisor.costs', { cost: costWords(change.cost) })} · {text('advisor.inTimeNow', { share: chanceWords(after, report.samples) })} <Delta value={after.probability - before.probability} as="points" good="more" />
                {' · '}{text('advisor.thereByNow', { share: formatPercent(report.probability, 0), time: thereByWords(report.target, after) })} <Delta value={minus(after.late_s, before.late_s)} />
              </p>
            </div>
            <Take words={words} isTaken={isTaken(change.verbs, inHand)} onTake={() => onTake(change.verbs)} />
          </li>
        );
      })}
    </ol>
  );
}

/** Takes a step; of one that is taken it says so, in the same place, so that the focus stays. */
function Take({ words, isTaken, onTake }: { words: string; isTaken: boolean; onTake: () => void }) {
  const text = useText();
  const word = text(isTaken ? 'advisor.taken' : 'advisor.take');
  return <Button icon={isTaken ? 'check' : 'plus'} done={isTaken} aria-label={`${word}: ${words}`} onClick={onTake}>{word}</Button>;
}

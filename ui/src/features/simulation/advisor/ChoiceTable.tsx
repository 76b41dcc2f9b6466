import { IconButton } from '@/kit';
import { useText } from '@/lib/i18n';
import type { Names } from '../names';
import { verbWords } from '../verb-words';
import { costWords } from './advice';
import { CostInput } from './CostInput';
import { changeWords, type Choice } from './question';

interface ChoiceTableProps {
  choices: readonly Choice[];
  names: Names;
  onChange: (choices: Choice[]) => void;
}

/** What may be changed, each with a tick and what it costs. */
export function ChoiceTable({ choices, names, onChange }: ChoiceTableProps) {
  const text = useText();
  const set = (index: number, part: Partial<Choice>) => onChange(choices.map((each, at) => (at === index ? { ...each, ...part } : each)));
  if (choices.length === 0) return <p className="outcome-note">{text('advisor.noChoices')}</p>;
  const all = choices.every(({ on }) => on);
  return (
    <table className="advisor-choices">
      <thead>
        <tr>
          <th scope="col"><input type="checkbox" aria-label={text('advisor.allowAll')} checked={all} onChange={() => onChange(choices.map((each) => ({ ...each, on: !all })))} /></th>
          <th scope="col">{text('advisor.change')}</th>
          <th scope="col" title={text('advisor.costNote')}>{text('advisor.cost')}</th>
          <th scope="col"><span className="visually-hidden">{text('scenario.remove')}</span></th>
        </tr>
      </thead>
      <tbody>
        {choices.map((choice, index) => {
          const words = changeWords(choice.change, names, text);
          const whole = choice.change.verbs.map((verb) => verbWords(verb, names, text)).join('\n');
          return (
            <tr key={index} className={choice.on ? '' : 'advisor-off'}>
              <td><input type="checkbox" aria-label={words} checked={choice.on} onChange={() => set(index, { on: !choice.on })} /></td>
              <td title={whole}>{words}</td>
              <td>
                <CostInput label={text('advisor.costOf', { change: words })} value={choice.change.cost} onChange={(cost) => set(index, { change: { ...choice.change, cost } })} shown={costWords(choice.change.cost)} />
              </td>
              <td>{choice.own && <IconButton icon="close" size={12} label={`${text('scenario.remove')}: ${words}`} onClick={() => onChange(choices.filter((_, at) => at !== index))} />}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

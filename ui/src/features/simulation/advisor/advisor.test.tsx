import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { language, text } from '@/lib/i18n';
import { Names } from '../names';
import { FORECAST, PLAN, WHOLE } from '../night-fixture';
import { conclusionWords, costWords, isTaken, proofWords } from './advice';
import { ADVICE } from './advice-fixture';
import { ChoiceTable } from './ChoiceTable';
import { ladderDrawing, ladderOf } from './ladder-drawing';
import { askable, choicesOf, firstQuestion, keptChoices, type Choice } from './question';
import { Steps } from './Steps';

const NAMES = new Names(WHOLE);

beforeEach(() => language.set('en'));

describe('the first question', () => {
  it('is about the promise that is least likely kept', () => {
    expect(firstQuestion(PLAN, FORECAST, NAMES)).toMatchObject({ node: 'ledger', target: '10:15+0', probability: 0.95, proposed: null });
  });

  it('is about the end of the plan when nothing is promised', () => {
    expect(firstQuestion({ ...PLAN, deadlines: [] }, null, NAMES)).toMatchObject({ node: null, target: '10:20+0' });
  });

  it('may be about what is promised and about milestones, not about End, which has a word of its own', () => {
    expect(askable(PLAN, WHOLE, NAMES)).toEqual([{ value: 'ledger', label: 'Close the ledger' }]);
    expect(askable(PLAN, null, NAMES)).toEqual([]);
  });
});

describe('what may change', () => {
  const proposals = [{ cost: 8, verbs: [{ capacity: { pool: 'db', capacity: 3 } }] }, { cost: 4, verbs: [{ start: '09:00+0' }] }];
  const own: Choice = { change: { cost: 10, verbs: [{ skip: 'fees' }] }, on: true, own: true };

  it('is what is proposed, all allowed, then what the analyst adds', () => {
    const choices = choicesOf({ node: null, target: null, probability: 0.9, proposed: null, own: [own] }, proposals);
    expect(choices.map(({ on, own: mine }) => [on, mine])).toEqual([[true, false], [true, false], [true, true]]);
    expect(keptChoices(choices).own).toEqual([own]);
  });

  it('is ticked, costed and taken away again', async () => {
    const change = vi.fn();
    render(<ChoiceTable choices={choicesOf({ node: null, target: null, probability: 0.9, proposed: null, own: [own] }, proposals)} names={NAMES} onChange={change} />);
    await userEvent.click(screen.getByRole('checkbox', { name: 'Begin starts at 09:00' }));
    expect(change.mock.lastCall?.[0][1]).toMatchObject({ on: false });
    const cost = screen.getByRole('textbox', { name: 'Cost of: Database sessions has 3 units' });
    await userEvent.clear(cost);
    await userEvent.type(cost, '2,5{Enter}');
    expect(change.mock.lastCall?.[0][0].change.cost).toBe(2.5);
    await userEvent.clear(cost);
    await userEvent.type(cost, '-5{Enter}');
    await userEvent.tab();
    expect(change).toHaveBeenCalledTimes(2);
    expect(cost).toHaveProperty('value', '-5');
    expect(cost.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('Not below 0.')).toBeTruthy();
    await userEvent.type(cost, '{Escape}');
    expect(screen.queryByText('Not below 0.')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: /Take it away: Account fees/ }));
    expect(change.mock.lastCall?.[0]).toHaveLength(2);
  });
});

describe('the answer in words', () => {
  it('says what it takes', () => {
    expect(conclusionWords(ADVICE, NAMES, text)).toBe(
      'Reached with 2 changes at a cost of 9.5: Close the ledger by 10:15 in 95 % of nights. It was 20.0 %, it becomes 96.0 % ±1.0 pp.');
    expect(conclusionWords({ ...ADVICE, steps: [], node: null }, NAMES, text)).toContain('Nothing has to change');
  });

  it('says that it cannot be, with the bound', () => {
    const missed = { ...ADVICE, reached: false, bound: '10:40+0' };
    expect(conclusionWords(missed, NAMES, text)).toMatch(/^Not reached.*It cannot be:.*95 % of nights are not there before 10:40\.$/);
    expect(conclusionWords({ ...missed, bound: null, steps: [] }, NAMES, text)).toContain('No allowed change brings it nearer than 20.0 %');
  });

  it('claims no more than is proven', () => {
    const claims = [[true, true], [true, false], [false, true], [false, false]].map(([reached, proven]) =>
      proofWords({ ...ADVICE, reached: reached === true, proven: proven === true }, text).split(/[.;]/)[0]);
    expect(claims).toEqual([
      'No cheaper set of the allowed changes gets there', 'The cheapest that was found',
      'No set of the allowed changes gets there', 'No set that was tried gets there',
    ]);
    expect(proofWords({ ...ADVICE, reached: false, proven: false, bound: '10:40+0' }, text)).toMatch(/^12 sets simulated/);
  });

  it('knows costs without a needless fraction or a negative nothing', () => {
    expect([costWords(-0), costWords(7), costWords(2.5)]).toEqual(['0', '7', '2.5']);
  });
});

describe('the steps', () => {
  it('are taken one by one', async () => {
    const take = vi.fn();
    const taken = ADVICE.steps[0]?.change.verbs ?? [];
    render(<Steps report={ADVICE} names={NAMES} inHand={taken} onTake={take} />);
    const [first, second] = screen.getAllByRole('listitem').filter((item) => item.querySelector('.advice-number') !== null);
    if (first === undefined || second === undefined) throw new Error('two steps were expected');
    const done = within(first).getByRole('button', { name: /^in the scenario/ });
    expect(done.getAttribute('aria-disabled')).toBe('true');
    await userEvent.click(done);
    expect(document.activeElement).toBe(done);
    expect(take).not.toHaveBeenCalled();
    expect(first.textContent).toContain('+60.0 pp');
    await userEvent.click(within(second).getByRole('button', { name: /^Take it: Account fees goes before all others, and 1 more/ }));
    expect(take).toHaveBeenCalledWith(ADVICE.steps[1]?.change.verbs);
  });

  it('are known to be in hand only as a whole', () => {
    const verbs = ADVICE.steps[1]?.change.verbs ?? [];
    expect(isTaken(verbs, verbs.slice(0, 1))).toBe(false);
    expect(isTaken(verbs, verbs.toReversed())).toBe(true);
  });

  it('are drawn as a ladder that starts from things as they are', () => {
    const { rungs, ...rest } = ladderOf(ADVICE, NAMES, text);
    expect(rungs.map(({ label }) => label)).toEqual(['As things are', '1 Database sessions has 3 units', '2 Account fees goes before all others, and 1 more of the kind']);
    const { shapes, width } = ladderDrawing({ rungs, ...rest }, 800);
    for (const shape of shapes) if (shape.kind === 'box') expect(shape.x + shape.width).toBeLessThanOrEqual(width);
    // 400, 100 and 0 s later than 10:15.
    expect(shapes.flatMap((shape) => (shape.kind === 'text' && /^\d\d:\d\d$/.test(shape.text) ? [shape.text] : []))).toEqual(['10:22', '10:17', '10:15']);
    expect(shapes.filter(({ look }) => look === 'barGood')).toHaveLength(6);
    expect(shapes.some(({ look }) => look === 'barBad')).toBe(false);
  });
});

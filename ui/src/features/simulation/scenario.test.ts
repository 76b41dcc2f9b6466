import { beforeEach, describe, expect, it } from 'vitest';
import { addVerbs, moveVerb, redoVerbs, removeVerb, scenarioOf, setVerbs, takeInHand, undoVerbs, useScenarios } from '@/document';
import type { Verb } from '@/generated/asks';
import { text, textIn, type TextKey, type TextValues } from '@/lib/i18n';
import { canDrag, startsNoEarlier, stretched, verbOfDrop } from './drag';
import { movedBetween } from './moved';
import { Names } from './names';
import { PLAN, WHOLE } from './night-fixture';
import { pictureOf } from './picture';
import { verbWords } from './verb-words';

const NAMES = new Names(WHOLE);
const inWords = (verb: Verb) => verbWords(verb, NAMES, text);
const skip: Verb = { skip: 'fees' };
const limit: Verb = { capacity: { pool: 'db', capacity: 4 } };

describe('a verb in words', () => {
  it('names things as people do', () => {
    expect(inWords({ duration: { node: 'fees', to: { percent: 80 } } })).toBe('Account fees takes 80 % of its time');
    expect(inWords({ duration: { node: 'fees', to: { estimate: { pert: { low: '5m', mode: '10m', high: '20m' } } } } })).toBe('Account fees takes 10 min 50 s (5 min – 20 min)');
    expect(inWords({ capacity: { pool: 'db', capacity: 1 } })).toBe('Database sessions has 1 unit');
    expect(inWords({ capacity: { pool: 'db', capacity: 4, hours: [{ from: '22:00', to: '02:00', capacity: 3 }] } })).toBe('Database sessions has 4 units, 22:00 to 02:00: 3');
    expect(inWords({ concurrency: { system: 'core', limit: 2 } })).toBe('At most 2 jobs of Core banking at once');
    expect(inWords({ concurrency: { system: 'core' } })).toBe('Core banking without a limit');
    expect(inWords({ not_before: { node: 'ledger', at: '21:30+0' } })).toBe('Close the ledger not before 21:30');
    expect(inWords({ deadline: { at: '05:00+1' } })).toBe('The workflow is due by 05:00+1');
    expect(inWords({ day_class: 'month-end' })).toBe('The night is of the class “Month-end”');
    expect(inWords({ down: { system: 'gl', from: '22:00+0', to: '01:00+1' } })).toBe('Ledger is down from 22:00 to 01:00+1');
    expect(inWords({ merge: { nodes: ['fees', 'post'] } })).toBe('One job of Account fees, Post segments');
    expect(inWords({ remove_edge: { from: 'begin', to: 'fees' } })).toBe('Account fees no longer waits for begin');
  });

  it('is a sentence of both languages for every verb', () => {
    const node = { id: 'x', kind: 'job' as const };
    const verbs: Verb[] = [
      { duration: { node: 'fees', to: { percent: 80 } } }, limit, { concurrency: { system: 'core', limit: 1 } }, { priority: { node: 'fees', priority: 3 } },
      { critical: { node: 'fees', critical: true } }, { start: '21:00+0' }, { not_before: { node: 'fees' } }, { deadline: { node: 'fees' } }, { day_class: 'normal' },
      { add_edge: { from: 'fees', to: 'ledger' } }, { remove_edge: { from: 'fees', to: 'ledger' } }, { add_node: node }, { remove_node: 'fees' }, { replace_node: node },
      skip, { force: 'fees' }, { confirm: { node: 'fees', at: '22:00+0' } }, { down: { host: 'h', from: '22:00+0', to: '23:00+0' } }, { split: { node: 'fees', pieces: 3 } }, { merge: { nodes: ['fees', 'post'] } },
    ];
    for (const language of ['en', 'zh'] as const) {
      const say = (key: TextKey, values?: TextValues) => textIn(language, key, values);
      for (const verb of verbs) expect(verbWords(verb, NAMES, say)).not.toMatch(/[{}_]|undefined|scenario\./);
    }
  });
});

describe('the scenario in hand', () => {
  beforeEach(() => useScenarios.setState({}, true));

  it('is undone and redone step by step', () => {
    addVerbs(1, [skip]);
    addVerbs(1, [limit]);
    undoVerbs(1);
    expect(scenarioOf(1).verbs).toEqual([skip]);
    redoVerbs(1);
    expect(scenarioOf(1).verbs).toEqual([skip, limit]);
    removeVerb(1, 0);
    expect(scenarioOf(1).verbs).toEqual([limit]);
    undoVerbs(1);
    undoVerbs(1);
    undoVerbs(1);
    expect(scenarioOf(1).verbs).toEqual([]);
  });

  it('keeps one verb for one thing, the last, and all percentages', () => {
    addVerbs(1, [limit, { duration: { node: 'fees', to: { percent: 80 } } }]);
    addVerbs(1, [{ capacity: { pool: 'db', capacity: 8 } }, { duration: { node: 'fees', to: { percent: 50 } } }]);
    expect(scenarioOf(1).verbs.map((verb) => Object.keys(verb)[0])).toEqual(['duration', 'capacity', 'duration']);
  });

  it('takes keys pressed in quick succession for one step', () => {
    setVerbs(1, [skip], 'nudge');
    setVerbs(1, [limit], 'nudge');
    undoVerbs(1);
    expect(scenarioOf(1).verbs).toEqual([]);
  });

  it('is put in another order, and belongs to its document', () => {
    setVerbs(1, [skip, limit]);
    moveVerb(1, 0, 1);
    expect(scenarioOf(1).verbs).toEqual([limit, skip]);
    moveVerb(1, 0, 5);
    expect(scenarioOf(1).verbs).toEqual([limit, skip]);
    expect(scenarioOf(2).verbs).toEqual([]);
    takeInHand(2, { name: 'Two', path: 'two.scenario.json', verbs: [skip] });
    expect(scenarioOf(2)).toMatchObject({ name: 'Two', saved: [skip], past: [] });
    expect(scenarioOf(1).verbs).toHaveLength(2);
  });
});

describe('a drop', () => {
  const row = (id: string) => {
    const found = pictureOf(PLAN, null, WHOLE, text).rows.find((each) => each.id === id);
    const bar = found?.bars.at(-1);
    if (found === undefined || bar === undefined) throw new Error(id);
    return { row: found, bar };
  };

  it('of a bar is an earliest start, of Begin the start of the night', () => {
    const { bar } = row('ledger');
    const edited = { ...row('ledger'), grip: 'start' as const, start: bar.start + 3600, end: bar.end + 3600 };
    expect(verbOfDrop({ ...edited, start: 11 * 3600 }, PLAN, WHOLE)).toEqual({ not_before: { node: 'ledger', at: '11:00+0' } });
    expect(verbOfDrop({ ...edited, start: bar.start }, PLAN, WHOLE)).toBeNull();
    expect(verbOfDrop({ ...row('begin'), grip: 'start', start: 9 * 3600, end: 9 * 3600 }, PLAN, WHOLE)).toEqual({ start: '09:00+0' });
  });

  it('of an end is another duration', () => {
    const { bar } = row('fees');
    expect(verbOfDrop({ ...row('fees'), grip: 'end', start: bar.start, end: bar.start + 900 }, PLAN, WHOLE)).toEqual({ duration: { node: 'fees', to: { estimate: { fixed: '15m' } } } });
  });

  it('keeps the spread of an estimate', () => {
    expect(stretched({ pert: { low: '5m', mode: '10m', high: '15m' } }, 600, 1200)).toEqual({ pert: { low: '10m', mode: '20m', high: '30m' } });
    expect(stretched({ log_normal: { median: '10m', sigma: 0.3 } }, 600, 300)).toEqual({ log_normal: { median: '5m', sigma: 0.3 } });
    expect(stretched(null, 600, 60)).toEqual({ fixed: '1m' });
  });

  it('is only of what it can mean', () => {
    expect(canDrag(WHOLE, 'fees', 'end')).toBe(true);
    expect(canDrag(WHOLE, 'end', 'start')).toBe(false);
    expect(canDrag(WHOLE, 'begin', 'end')).toBe(false);
    const { bar } = row('ledger');
    expect(startsNoEarlier({ ...row('ledger'), grip: 'start', start: bar.start - 600, end: bar.end - 600 }, PLAN, WHOLE)).toBe(true);
    expect(startsNoEarlier({ ...row('ledger'), grip: 'start', start: bar.start + 600, end: bar.end + 600 }, PLAN, WHOLE)).toBe(false);
  });
});

it('finds what moved between two nights, the largest move first', () => {
  const { post, ledger, ...others } = PLAN.nodes;
  if (post === undefined || ledger === undefined) throw new Error('fixture');
  const later = { ...PLAN, nodes: { ...others, ledger: { ...ledger, start_s: ledger.start_s + 60, finish_s: ledger.finish_s + 300 }, more: post } };
  expect(movedBetween(PLAN, later, () => true)).toEqual([
    { id: 'more', start_s: null, finish_s: null, is: 'new' },
    { id: 'post', start_s: null, finish_s: null, is: 'gone' },
    { id: 'ledger', start_s: 60, finish_s: 300, is: 'moved' },
  ]);
  expect(movedBetween(PLAN, PLAN, () => true)).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { text } from '@/lib/i18n';
import { formatDuration } from '@/lib/time';
import { nextOfEachClass } from './DateChoice';
import { binsOf, durationTicks } from './distribution/bins';
import { splitParts } from './drivers';
import { jobsCsv, jobsOf } from './jobs/jobs';
import { Names } from './names';
import { FORECAST, PLAN, WHOLE } from './night-fixture';
import { pictureOf } from './picture';
import { readingAt, resourcesOf } from './reading';
import { whyChain } from './why';

const NAMES = new Names(WHOLE);
const HALF_PAST_NINE = 9.5 * 3600;

describe('the split of the window', () => {
  it('adds up to the window, and its shares to one', () => {
    const parts = splitParts(PLAN.split);
    expect(parts.reduce((sum, part) => sum + part.seconds, 0)).toBe(PLAN.window_s);
    expect(parts.reduce((sum, part) => sum + part.share, 0)).toBeCloseTo(1, 12);
  });

  it('has no shares of an empty window', () => {
    const parts = splitParts({ work_s: 0, lag_s: 0, resource_s: 0, clock_s: 0, human_s: 0 });
    expect(parts.map(({ share }) => share)).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('the distribution', () => {
  it('counts every night once and ends at all of them', () => {
    const bins = binsOf(FORECAST.histogram);
    expect(bins.map(({ count }) => count)).toEqual([50, 100, 50]);
    expect(bins.map(({ cumulative }) => cumulative)).toEqual([0.25, 0.75, 1]);
    expect(bins[2]).toMatchObject({ from_s: 3100, to_s: 3200 });
    expect(binsOf({ from_s: 0, width_s: 1, counts: [] })).toEqual([]);
  });

  it('has round durations on its axis, not too many', () => {
    expect(durationTicks(2900, 3200, 4)).toEqual([3000, 3120]);
    expect(durationTicks(3.5, 10, 6)).toEqual([4, 6, 8, 10]);
    expect(durationTicks(5.05, 5.62, 6).map(formatDuration)).toEqual(['5.1 s', '5.2 s', '5.3 s', '5.4 s', '5.5 s', '5.6 s']);
    expect(durationTicks(50.2, 52.1, 6)).toEqual([51, 52]);
    expect(durationTicks(0, 7200, 8)).toEqual([0, 900, 1800, 2700, 3600, 4500, 5400, 6300, 7200]);
  });
});

describe('the picture of a night', () => {
  const picture = pictureOf(PLAN, FORECAST, WHOLE, text);
  const row = (id: string) => picture.rows.find((each) => each.id === id);

  it('has a row for each job, under its system, and none for boxes', () => {
    expect(picture.rows.map(({ id }) => id)).toEqual(['begin', 'fees', 'post', 'ledger', 'end']);
    expect(row('post')).toMatchObject({ group: 'core', hue: 'system-5', critical: true });
  });

  it('stands on the clock of the workflow’s zone', () => {
    expect(row('fees')?.bars[0]).toMatchObject({ start: HALF_PAST_NINE, end: HALF_PAST_NINE + 600 });
    expect(picture.strips[0]).toMatchObject({ label: 'Database sessions', capacity: [[HALF_PAST_NINE, 2]] });
  });

  it('colours a bar by its driver and carries whisker, slack and deadline', () => {
    expect(row('post')?.bars[0]?.colour).toBe('state-queued');
    expect(row('ledger')?.bars[0]).toMatchObject({ colour: 'accent', whiskerTo: HALF_PAST_NINE + 3100, slackTo: HALF_PAST_NINE + 3120 });
    expect(row('ledger')?.deadline).toMatchObject({ at: 10.25 * 3600, missed: true });
    expect(picture.marks).toMatchObject([{ at: 11 * 3600, colour: 'good' }]);
  });

  it('joins the critical chain link by link', () => {
    expect(picture.links).toEqual([{ from: 'begin', to: 'fees' }, { from: 'fees', to: 'post' }, { from: 'post', to: 'ledger' }, { from: 'ledger', to: 'end' }]);
  });
});

describe('why a job starts when it does', () => {
  it('goes through a box to the member that ended last, and back to Begin', () => {
    expect(whyChain(PLAN, 'end', NAMES).map(({ id }) => id)).toEqual(['end', 'ledger', 'post', 'fees', 'begin']);
  });

  it('tells a wait after what drove it', () => {
    expect(whyChain(PLAN, 'ledger', NAMES)[0]?.wait_s).toBe(60);
    expect(whyChain(PLAN, 'fees', NAMES)[0]?.wait_s).toBe(0);
  });

  it('ends where a plan goes in a circle or knows nothing', () => {
    const { begin, fees: before, ...others } = PLAN.nodes;
    if (before === undefined) throw new Error('the fixture has no fees');
    const fees = { ...before, driver: { kind: 'edge' as const, by: 'ledger', resource: null } };
    expect(begin).toBeDefined();
    const circle = { ...PLAN, nodes: { ...others, fees } };
    expect(whyChain(circle, 'ledger', NAMES).map(({ id }) => id)).toEqual(['ledger', 'post', 'fees']);
    expect(whyChain(PLAN, 'gone', NAMES)).toEqual([]);
  });
});

describe('the jobs', () => {
  it('are ranked by how often they are critical; what takes no time is left out', () => {
    expect(jobsOf(PLAN, FORECAST, NAMES, text).map(({ id }) => id)).toEqual(['ledger', 'post', 'fees']);
  });

  it('are ranked by the plan while there is no forecast', () => {
    const [first] = jobsOf(PLAN, null, NAMES, text);
    expect(first).toMatchObject({ id: 'fees', onPath: true, criticality: null, finishP95: null });
  });

  it('go away as CSV with whole times', () => {
    const csv = jobsCsv(jobsOf(PLAN, FORECAST, NAMES, text), ['id']);
    expect(csv.split('\r\n')[1]).toContain('ledger,Close the ledger,Ledger,1,10:04:20,');
  });
});

it('reads off what runs and who waits at a moment', () => {
  const reading = readingAt(PLAN, HALF_PAST_NINE + 300, (id) => NAMES.isBox(id));
  expect(reading.running).toEqual(['fees']);
  expect(reading.pools).toEqual([{ id: 'db', use: 2, capacity: 2, waiting: 2, waiters: ['post'] }]);
});

it('has a lock as a resource of one unit, whoever shares it', () => {
  const plan = { ...PLAN, locks: [{ id: 'ledger', holders: [[0, 3], [60, 0]] as [number, number][], waiting: [[0, 1], [60, 0]] as [number, number][] }] };
  expect(resourcesOf(plan).at(-1)).toEqual({ id: 'ledger', capacity: [[0, 1]], use: [[0, 1], [60, 0]], waiting: [[0, 1], [60, 0]] });
});

it('offers the next business date of every class', () => {
  const day = (date: string, name: string, business = true) => ({ date, business, class: name, label: null });
  const days = [day('2026-11-20', 'normal'), day('2026-11-22', 'month-end', false), day('2026-11-23', 'normal'), day('2026-11-24', 'normal'), day('2026-11-30', 'month-end')];
  expect(nextOfEachClass(days, '2026-11-21').map(({ date }) => date)).toEqual(['2026-11-23', '2026-11-30']);
});

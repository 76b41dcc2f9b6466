import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AskError } from '@/backend';
import type { Verb } from '@/generated/asks';
import { FORECAST, PLAN } from './night-fixture';
import { lookAhead, useNight, type NightWanted } from './night-store';

const ask = vi.hoisted(() => vi.fn());
vi.mock('@/backend', async (original) => ({ ...(await original<object>()), ask, listen: () => () => undefined }));

const NO_VERBS: Verb[] = [];
const wanted: NightWanted = { document: 1, version: 1, date: null, verbs: NO_VERBS, samples: 2000, seed: 1 };

beforeEach(async () => {
  ask.mockImplementation((name: string, request: { samples?: number }) =>
    Promise.resolve(name === 'document.plan' || name === 'scenario.plan' ? { ...PLAN } : { ...FORECAST, samples: request.samples }));
  lookAhead(wanted);
  await vi.waitFor(() => expect(useNight.getState().forecast?.samples).toBe(2000));
});

afterEach(() => lookAhead({ ...wanted, document: 2 }));

/** Refuses the next forecasts with this code, once told to. */
function refusing(code: string): { refuse: () => void } {
  const refusals: (() => void)[] = [];
  ask.mockImplementation((name: string) =>
    name === 'document.plan' || name === 'scenario.plan'
      ? Promise.resolve({ ...PLAN })
      : new Promise((_, reject) => refusals.push(() => reject(new AskError({ code, message: code })))));
  return { refuse: () => refusals.forEach((each) => each()) };
}

it('keeps a forecast while more nights of the same night are simulated, and when that is stopped', async () => {
  const { refuse } = refusing('cancelled');
  lookAhead({ ...wanted, samples: 300_000 });
  await vi.waitFor(() => expect(useNight.getState().progress?.total).toBe(300_000));
  expect(useNight.getState().forecast?.samples).toBe(2000);
  refuse();
  await vi.waitFor(() => expect(useNight.getState().forecastProblem?.code).toBe('cancelled'));
  expect(useNight.getState().forecast?.samples).toBe(2000);
});

it('shows no forecast beside a plan that it does not belong to', async () => {
  refusing('cancelled');
  const before = useNight.getState();
  lookAhead({ ...wanted, verbs: [{ skip: 'post' }] });
  expect(useNight.getState()).toMatchObject({ plan: before.plan, forecast: before.forecast });
  await vi.waitFor(() => expect(useNight.getState().plan).not.toBe(before.plan));
  expect(useNight.getState().forecast).toBeNull();
  lookAhead(wanted);
  expect(useNight.getState()).toMatchObject({ plan: before.plan, forecast: before.forecast });
  lookAhead({ ...wanted, version: 2 });
  await vi.waitFor(() => expect(useNight.getState().progress).not.toBeNull());
  expect(useNight.getState().forecast).toBeNull();
});

it('tells of a large night its figures and some of its nights first', async () => {
  const nodes = Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`job-${at}`, PLAN.nodes['post']]));
  const told: unknown[] = [];
  const asked: unknown[] = [];
  ask.mockImplementation((name: string, { samples, brief }: { samples?: number; brief?: boolean }) => {
    if (name === 'document.plan') return Promise.resolve({ ...PLAN, nodes });
    if (name === 'scenario.plan') {
      asked.push(brief);
      return Promise.resolve({ ...PLAN, nodes: brief === true ? {} : nodes });
    }
    told.push([name, samples, brief]);
    return Promise.resolve({ ...FORECAST, samples });
  });
  lookAhead({ ...wanted, version: 2 });
  await vi.waitFor(() => expect(useNight.getState().baseForecast?.samples).toBe(2000));
  told.length = 0;
  lookAhead({ ...wanted, version: 2, verbs: [{ skip: 'post' }], seed: 2 });
  await vi.waitFor(() => expect(told).toHaveLength(4));
  expect(asked).toEqual([true, false]);
  expect(useNight.getState().soon).toBeNull();
  expect(told).toEqual([
    ['scenario.forecast', 400, true], ['scenario.forecast', 2000, false], ['document.forecast', 400, true], ['document.forecast', 2000, false],
  ]);
});

it('simulates the first nights of a large one while its plan is on the way, and shows them after it', async () => {
  const nodes = Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`job-${at}`, PLAN.nodes['post']]));
  const large = { ...PLAN, nodes };
  let arrive: () => void = () => undefined;
  const whole = new Promise<typeof large>((resolve) => (arrive = () => resolve(large)));
  const told: unknown[] = [];
  ask.mockImplementation((name: string, { samples, brief }: { samples?: number; brief?: boolean }) => {
    if (name === 'document.plan') return Promise.resolve(large);
    if (name === 'scenario.plan') return brief === true ? Promise.resolve({ ...PLAN, nodes: {} }) : whole;
    if (name === 'scenario.forecast') told.push([samples, brief]);
    return brief === true ? Promise.resolve({ ...FORECAST, samples }) : Promise.reject(new AskError({ code: 'cancelled', message: 'Cancelled.' }));
  });
  lookAhead({ ...wanted, version: 3 });
  await vi.waitFor(() => expect(useNight.getState().forecastProblem?.code).toBe('cancelled'));
  const before = useNight.getState().forecast;
  const verbs: Verb[] = [{ skip: 'post' }];
  lookAhead({ ...wanted, version: 3, verbs });
  await vi.waitFor(() => expect(useNight.getState()).toMatchObject({ progress: null, soon: { window_s: PLAN.window_s } }));
  expect(told).toEqual([[400, true]]);
  expect(useNight.getState()).toMatchObject({ planned: NO_VERBS, forecast: before });
  arrive();
  await vi.waitFor(() => expect(useNight.getState().forecastProblem?.code).toBe('cancelled'));
  expect(useNight.getState()).toMatchObject({ planned: verbs, forecast: { samples: 400 } });
  expect(told).toEqual([[400, true], [2000, false]]);
});

it('shows none after one that went wrong', async () => {
  const { refuse } = refusing('broken');
  lookAhead({ ...wanted, samples: 300_000 });
  await vi.waitFor(() => expect(useNight.getState().progress).not.toBeNull());
  refuse();
  await vi.waitFor(() => expect(useNight.getState().forecastProblem?.code).toBe('broken'));
  expect(useNight.getState().forecast).toBeNull();
});

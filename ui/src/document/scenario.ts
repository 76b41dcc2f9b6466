import { create } from 'zustand';
import type { Verb } from '@/generated/asks';

/** The scenario in hand: what is different from the document, as a list of verbs. It changes nothing until it is made the draft. */
export interface ScenarioInHand {
  /** Null while it has no name. */
  name: string | null;
  /** Its file; null while it was never saved. */
  path: string | null;
  verbs: readonly Verb[];
  /** The verbs as they are in the file, to know whether saving is due. */
  saved: readonly Verb[];
  past: readonly (readonly Verb[])[];
  future: readonly (readonly Verb[])[];
}

const NO_VERBS: readonly Verb[] = [];
const LIMIT = 200;
const TOGETHER = 1000;
let lastStep: { document: number; key: string | undefined; at: number } = { document: -1, key: undefined, at: 0 };

export const NO_SCENARIO: ScenarioInHand = { name: null, path: null, verbs: NO_VERBS, saved: NO_VERBS, past: [], future: [] };

/** By document; one that is not there has no scenario in hand. */
export const useScenarios = create<Readonly<Record<number, ScenarioInHand>>>(() => ({}));

export function useScenario(document: number): ScenarioInHand {
  return useScenarios((all) => all[document] ?? NO_SCENARIO);
}

export function scenarioOf(document: number): ScenarioInHand {
  return useScenarios.getState()[document] ?? NO_SCENARIO;
}

/** Another list of verbs, which can be undone; lists set under one key in quick succession are undone together. */
export function setVerbs(document: number, verbs: readonly Verb[], key?: string): void {
  const { verbs: before, past } = scenarioOf(document);
  if (verbs === before) return;
  const now = performance.now();
  const goesOn = key !== undefined && lastStep.document === document && lastStep.key === key && now - lastStep.at < TOGETHER && past.length > 0;
  lastStep = { document, key, at: now };
  put(document, { verbs: verbs.length === 0 ? NO_VERBS : verbs, past: goesOn ? past : [...past, before].slice(-LIMIT), future: [] });
}

/** Adds what-if edits, as the advisor and a drag do; one that says the same of the same thing as a former one takes its place. */
export function addVerbs(document: number, added: readonly Verb[], key?: string): void {
  let verbs = [...scenarioOf(document).verbs];
  for (const verb of added) {
    const subject = subjectOf(verb);
    if (subject !== null) verbs = verbs.filter((each) => subjectOf(each) !== subject);
    verbs.push(verb);
  }
  setVerbs(document, verbs, key);
}

export function replaceVerb(document: number, index: number, verb: Verb): void {
  setVerbs(document, scenarioOf(document).verbs.map((each, at) => (at === index ? verb : each)));
}

export function removeVerb(document: number, index: number): void {
  setVerbs(document, scenarioOf(document).verbs.filter((_, at) => at !== index));
}

/** Puts a verb at another place of the list; verbs apply in their order. */
export function moveVerb(document: number, from: number, to: number): void {
  const verbs = [...scenarioOf(document).verbs];
  if (to < 0 || to >= verbs.length || from === to) return;
  verbs.splice(to, 0, ...verbs.splice(from, 1));
  setVerbs(document, verbs);
}

export function undoVerbs(document: number): void {
  lastStep = { document: -1, key: undefined, at: 0 };
  const { verbs, past, future } = scenarioOf(document);
  const before = past.at(-1);
  if (before !== undefined) put(document, { verbs: before, past: past.slice(0, -1), future: [verbs, ...future] });
}

export function redoVerbs(document: number): void {
  const { verbs, past, future } = scenarioOf(document);
  const [after, ...rest] = future;
  if (after !== undefined) put(document, { verbs: after, past: [...past, verbs], future: rest });
}

/** Takes another scenario in hand, such as one from a file. */
export function takeInHand(document: number, scenario: Pick<ScenarioInHand, 'name' | 'path' | 'verbs'>): void {
  put(document, { ...NO_SCENARIO, ...scenario, saved: scenario.verbs });
}

/** It is in this file now, under this name. */
export function isSavedAs(document: number, name: string, path: string): void {
  put(document, { name, path, saved: scenarioOf(document).verbs });
}

function put(document: number, part: Partial<ScenarioInHand>): void {
  useScenarios.setState((all) => ({ [document]: { ...(all[document] ?? NO_SCENARIO), ...part } }));
}

/** What a verb sets, when a second one would only overrule it; null for verbs that add up. */
function subjectOf(verb: Verb): string | null {
  if ('duration' in verb) return 'percent' in verb.duration.to ? null : `duration ${verb.duration.node}`;
  if ('capacity' in verb) return `capacity ${verb.capacity.pool}`;
  if ('concurrency' in verb) return `concurrency ${verb.concurrency.system}`;
  if ('priority' in verb) return `priority ${verb.priority.node}`;
  if ('critical' in verb) return `critical ${verb.critical.node}`;
  if ('not_before' in verb) return `not_before ${verb.not_before.node}`;
  if ('deadline' in verb) return `deadline ${verb.deadline.node ?? ''}`;
  if ('confirm' in verb) return `confirm ${verb.confirm.node}`;
  if ('start' in verb) return 'start';
  if ('day_class' in verb) return 'day_class';
  return null;
}

import { ask } from '@/backend';
import { isSavedAs, NO_SCENARIO, scenarioOf, setVerbs, takeInHand, type Workflow } from '@/document';
import type { Scenario, ScenarioFile, Verb } from '@/generated/asks';
import { useNight } from './night-store';
import { sampling } from './sampling';

/** The scenario in hand as its file would have it. */
export function asScenario(workflow: Workflow, name: string): Scenario {
  const { path, assessment } = workflow.state;
  const date = useNight.getState().wanted?.date ?? null;
  return {
    format: 1, name, seed: sampling.get().seed, edits: [...scenarioOf(workflow.document).verbs],
    base: { path: path.slice(path.lastIndexOf('/') + 1), ...(assessment.hash === null ? {} : { hash: assessment.hash }) },
    ...(date === null ? {} : { business_date: date }),
  };
}

/** Writes the scenario in hand to its file; under a new name to a new one. */
export async function saveScenario(workflow: Workflow, name: string): Promise<void> {
  const { document } = workflow;
  const { name: before, path } = scenarioOf(document);
  const file = await ask('scenario.save', { document, path: name === before ? path : null, scenario: asScenario(workflow, name) });
  isSavedAs(document, name, file.path);
}

/** The file under another name; the old one is gone. */
export async function renameScenario(workflow: Workflow, name: string): Promise<void> {
  const { path } = scenarioOf(workflow.document);
  await saveScenario(workflow, name);
  if (path !== null && path !== scenarioOf(workflow.document).path) await ask('scenario.remove', { document: workflow.document, path });
}

/** Deletes the file; what it changed stays in hand, without a name. */
export async function discardScenario(workflow: Workflow): Promise<void> {
  const { document } = workflow;
  const { path, verbs } = scenarioOf(document);
  if (path === null) return;
  await ask('scenario.remove', { document, path });
  takeInHand(document, { ...NO_SCENARIO, verbs });
}

export function openScenario(workflow: Workflow, { path, scenario }: ScenarioFile): void {
  if (scenario !== null) takeInHand(workflow.document, { name: scenario.name, path, verbs: scenario.edits });
}

export function newScenario(workflow: Workflow): void {
  takeInHand(workflow.document, NO_SCENARIO);
}

/** What became of edits that were to go into the draft. */
export interface Drafted {
  /** Whether anything of them did. */
  changed: boolean;
  /** What could not, in sentences. */
  leftOut: string[];
}

/** Puts the scenario into the open document, to be undone there at once. It stays in hand when nothing of it could go there. */
export async function makeDraft(workflow: Workflow): Promise<Drafted> {
  const drafted = await putIntoDraft(workflow, scenarioOf(workflow.document).verbs);
  if (drafted.changed) setVerbs(workflow.document, []);
  return drafted;
}

/** Puts what-if edits into the open document, as one step of its history. */
export async function putIntoDraft(workflow: Workflow, verbs: readonly Verb[]): Promise<Drafted> {
  const { document } = workflow;
  await workflow.settled();
  const draft = await ask('scenario.draft', { document, edits: [...verbs], business_date: useNight.getState().wanted?.date ?? null, brief: false });
  const changed = draft.edits.length > 0;
  if (changed) workflow.edit(draft.edits);
  return { changed, leftOut: draft.left_out };
}

/** Verbs that no file has. */
export function unsavedVerbs(document: number): number {
  const { verbs, saved } = scenarioOf(document);
  if (verbs === saved) return 0;
  // What has only another place, or is gone, is a change, too.
  return Math.max(1, verbs.filter((verb) => !saved.includes(verb)).length);
}

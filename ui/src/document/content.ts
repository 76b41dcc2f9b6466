import type { WorkflowState } from './workflow';

/** What names the content of a workflow, with all that it refers to: after an undo it is the same again, as the version is not. */
export function contentOf({ assessment: { hash, version } }: Pick<WorkflowState, 'assessment'>): string {
  return hash ?? `version ${version}`;
}

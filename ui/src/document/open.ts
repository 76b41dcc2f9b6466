import { create } from 'zustand';
import { ask, listen } from '@/backend';
import type { OpenDocument, Push } from '@/generated/asks';
import { setHeading } from './heading';
import { Workflow, type WorkflowState } from './workflow';

interface OpenWorkflows {
  /** The one in front. */
  current: Workflow | null;
  /** All that are open, in the order of opening; what is not saved is kept. */
  all: readonly Workflow[];
}

export const useOpenWorkflows = create<OpenWorkflows>(() => ({ current: null, all: [] }));

export function currentWorkflow(): Workflow | null {
  return useOpenWorkflows.getState().current;
}

export function useCurrentWorkflow(): Workflow | null {
  return useOpenWorkflows((open) => open.current);
}

/** Opens a definition's file, or brings it to the front when it is open. Fails with an `AskError`. */
export async function openWorkflow(path: string): Promise<Workflow> {
  const open = useOpenWorkflows.getState().all.find((workflow) => workflow.state.path === path);
  if (open !== undefined) return bringToFront(open);
  return adopt(await ask('document.open', { path }));
}

export async function createWorkflow(path: string, name: string, template: string | null): Promise<Workflow> {
  return adopt(await ask('document.create', { path, name, template }));
}

let hears = false;

/** Hands what the core has planned to whom it belongs. */
function hear(): void {
  if (hears) return;
  hears = true;
  listen<Push>('daybreak', (push) => {
    if (push.kind !== 'planned') return;
    const workflow = useOpenWorkflows.getState().all.find(({ document }) => document === push.document);
    workflow?.hearPlanned(push.version, push.strip);
  });
}

/** Takes in a document that the core has opened for another reason: an import, a restored revision. */
export function adopt(opened: OpenDocument): Workflow {
  hear();
  const workflow = new Workflow(opened);
  useOpenWorkflows.setState(({ all }) => ({ all: [...all.filter((each) => each.document !== opened.document), workflow] }));
  return bringToFront(workflow);
}

export function bringToFront(workflow: Workflow): Workflow {
  useOpenWorkflows.setState({ current: workflow });
  return workflow;
}

export async function closeWorkflow(workflow: Workflow): Promise<void> {
  useOpenWorkflows.setState(({ all, current }) => {
    const rest = all.filter((each) => each !== workflow);
    return { all: rest, current: current === workflow ? (rest.at(-1) ?? null) : current };
  });
  await ask('document.close', { document: workflow.document });
}

/** The path of a file that a workflow's file names, relative to it. */
export function besidePath(path: string, relative: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** Keeps the frame's heading on the workflow in front. */
function follow(): void {
  let stop = (): void => undefined;
  const show = (workflow: Workflow | null) => {
    stop();
    stop = () => undefined;
    if (workflow === null) {
      setHeading(null);
      return;
    }
    const put = (state: WorkflowState) => setHeading({
      name: state.definition?.name ?? state.path,
      version: state.assessment.strip?.published_version ?? null,
      isDraft: true,
      isDirty: state.dirty,
    });
    put(workflow.state);
    stop = workflow.use.subscribe(put);
  };
  useOpenWorkflows.subscribe(({ current }, before) => {
    if (current !== before.current) show(current);
  });
}

follow();

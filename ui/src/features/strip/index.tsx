import { useCurrentWorkflow, type Workflow } from '@/document';
import { go } from '@/lib/navigation';
import { Strip } from './Strip';

/** The foot of the window: always there, always true of the workflow in front. */
export function Foot() {
  const workflow = useCurrentWorkflow();
  return workflow === null ? null : <Strip key={workflow.document} workflow={workflow} onShow={(id) => show(workflow, id)} />;
}

function show(workflow: Workflow, id: string): void {
  workflow.choose([id]);
  go('design', { node: id });
}

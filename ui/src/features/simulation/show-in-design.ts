import { besidePath, openWorkflow, type Workflow } from '@/document';
import { go } from '@/lib/navigation';

/** Opens Design at a node of the night. A node of a subflow lies in a file of its own, which is opened. */
export async function showInDesign(workflow: Workflow, id: string): Promise<void> {
  let at = workflow;
  let rest = id;
  for (let slash = rest.indexOf('/'); slash >= 0; slash = rest.indexOf('/')) {
    const holder = rest.slice(0, slash);
    const file = at.state.definition?.nodes.find((node) => node.id === holder)?.subflow?.file;
    if (file === undefined) break;
    at = await openWorkflow(besidePath(at.state.path, file));
    rest = rest.slice(slash + 1);
  }
  at.choose([rest]);
  go('design');
}

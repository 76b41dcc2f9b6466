import { useEffect, useState } from 'react';
import { ask } from '@/backend';
import type { Workflow } from '@/document';
import type { Resolved } from '@/generated/model';

/** Every setting of a node after inheritance, as the core resolves it, for the newest version that it has answered for. */
export function useResolved(workflow: Workflow, node: string): Resolved | null {
  const version = workflow.use((state) => state.assessment.version);
  const [answer, setAnswer] = useState<{ node: string; resolved: Resolved } | null>(null);
  useEffect(() => {
    let overtaken = false;
    ask('document.resolved', { document: workflow.document, node }).then(
      (resolved) => { if (!overtaken) setAnswer({ node, resolved }); },
      // A node that the core does not have yet is asked for again with the next version.
      () => undefined,
    );
    return () => {
      overtaken = true;
    };
  }, [workflow, node, version]);
  return answer !== null && answer.node === node ? answer.resolved : null;
}

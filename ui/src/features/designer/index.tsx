import { useEffect, useState } from 'react';
import { toAskError, type AskError } from '@/backend';
import { openWorkflow, useCurrentWorkflow } from '@/document';
import { useParam } from '@/lib/navigation';
import { Desk } from './Desk';
import { StartPage } from './StartPage';
import './designer.css';

/** Design: the workflow in front, or what there is to open. `path` among the parameters opens that file. */
export function Page() {
  const workflow = useCurrentWorkflow();
  const path = useParam('path');
  const [problem, setProblem] = useState<AskError | null>(null);
  useEffect(() => {
    if (path === undefined) return undefined;
    let overtaken = false;
    openWorkflow(path).then(
      () => { if (!overtaken) setProblem(null); },
      (error: unknown) => { if (!overtaken) setProblem(toAskError(error, 'document.open')); },
    );
    return () => {
      overtaken = true;
    };
  }, [path]);
  if (workflow === null) return <StartPage problem={problem} />;
  return <Desk key={workflow.document} workflow={workflow} />;
}

import { useEffect, useMemo, useState } from 'react';
import { ask } from '@/backend';
import { besidePath, inlined, type Workflow } from '@/document';
import type { Definition } from '@/generated/model';

type Definitions = Record<string, Definition>;

const MAX_FILES = 200;

/** The workflow with its subflows in place, for names and systems of their nodes; those not read yet are left out. */
export function useWhole(workflow: Workflow): Definition | null {
  const path = workflow.use((state) => state.path);
  const definition = workflow.use((state) => state.definition);
  const [files, setFiles] = useState<Definitions>({});
  const wanted = useMemo(() => (definition === null ? '' : subflowFiles(path, definition).join('\n')), [path, definition]);
  useEffect(() => {
    if (wanted === '') return undefined;
    let overtaken = false;
    void readAll(wanted.split('\n')).then((read) => { if (!overtaken) setFiles(read); });
    return () => {
      overtaken = true;
    };
  }, [wanted]);
  return useMemo(() => (definition === null ? null : inlined(path, { ...files, [path]: definition })), [path, definition, files]);
}

function subflowFiles(path: string, definition: Definition): string[] {
  return definition.nodes.flatMap((node) => (node.subflow === undefined ? [] : [besidePath(path, node.subflow.file)]));
}

/** Reads files and the files that they refer to. One that cannot be read is missing, nothing worse: the plan says what is wrong. */
async function readAll(paths: readonly string[]): Promise<Definitions> {
  const read: Definitions = {};
  const queue = [...paths];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (path in read || Object.keys(read).length >= MAX_FILES) continue;
    const definition = await readOne(path);
    if (definition === null) continue;
    read[path] = definition;
    queue.push(...subflowFiles(path, definition));
  }
  return read;
}

async function readOne(path: string): Promise<Definition | null> {
  try {
    const opened = await ask('document.open', { path });
    await ask('document.close', { document: opened.document });
    return opened.definition;
  } catch {
    return null;
  }
}

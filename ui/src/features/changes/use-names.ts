import { useMemo } from 'react';
import { inlined, labelOf, nodeOf } from '@/document';
import type { Bundle } from '@/generated/model';

/** The names of nodes of two revisions; what is gone from the newer one is called as the older one did. */
export function useNames(after: Bundle | undefined, before: Bundle | null | undefined): (node: string) => string {
  const now = useMemo(() => whole(after), [after]);
  const then = useMemo(() => whole(before), [before]);
  return (id) => {
    const node = (now === null ? undefined : nodeOf(now, id)) ?? (then === null ? undefined : nodeOf(then, id));
    return node === undefined ? id : labelOf(node);
  };
}

function whole(bundle: Bundle | null | undefined) {
  return bundle === undefined || bundle === null ? null : inlined(bundle.root, bundle.definitions);
}

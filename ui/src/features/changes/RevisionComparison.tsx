import { useState } from 'react';
import { useAsk } from '@/backend';
import type { RevisionView } from '@/generated/asks';
import { ErrorNotice, Progress, useSlow } from '@/kit';
import { useText } from '@/lib/i18n';
import { Comparison } from './Comparison';
import { useNames } from './use-names';

/** What changed from one revision to another. */
export function RevisionComparison({ from, to }: { from: RevisionView; to: RevisionView }) {
  const text = useText();
  const diff = useAsk('revision.diff', { from: from.hash, to: to.hash });
  const before = useAsk('revision.show', { hash: from.hash });
  const after = useAsk('revision.show', { hash: to.hash });
  const [chosen, setChosen] = useState<string | null>(null);
  const pending = diff.pending || before.pending || after.pending;
  const slow = useSlow(pending);
  const bundle = after.data?.bundle;
  const name = useNames(bundle, before.data?.bundle);
  const error = diff.error ?? before.error ?? after.error;
  if (error) return <div className="changes-notice"><ErrorNotice notice={error} /></div>;
  if (diff.data === undefined || before.data === undefined || bundle === undefined) {
    return <div className="changes-notice">{slow && <Progress label={text('changes.asking')} value={null} />}</div>;
  }
  return <Comparison storageKey="revisions" after={bundle} before={before.data.bundle} diff={diff.data} chosen={chosen} onChoose={setChosen} name={name} />;
}

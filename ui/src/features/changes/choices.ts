import type { ChangeState, May } from '@/generated/asks';
import type { IconName } from '@/lib/icon-names';
import type { TextKey } from '@/lib/i18n';

/** One button at the foot of a change. */
export interface Choice {
  id: 'approve' | 'return' | 'reject' | 'withdraw' | 'publish';
  kind: 'plain' | 'primary' | 'danger' | 'quiet';
  icon: IconName;
  label: string;
  /** What the press means, in a sentence. */
  binds: string;
  /** The same in a word, before the hash. */
  short: string;
  /** Why the runtime would refuse; `reason` also counts what is still missing here, such as a comment. */
  blocked: boolean;
  /** Null when it can be pressed. */
  reason: string | null;
}

/** The decisions that the state allows to think of. Returning is the approvers' right as rejecting is; both need a word why. */
export function choicesOf(state: ChangeState, may: May, comment: string, say: (key: TextKey) => string): Choice[] {
  const lacksWord = comment.trim() === '' ? say('changes.needsComment') : null;
  const choice = (id: Choice['id'], kind: Choice['kind'], icon: IconName, refused: string | null, missing: string | null): Choice => ({
    id, kind, icon, label: say(`changes.${id}`), binds: say(`changes.${id}Binds`), short: say(`changes.${id}Short`),
    blocked: refused !== null, reason: refused ?? missing,
  });
  const choices: Choice[] = [];
  if (state === 'approved' || state === 'published') choices.push(choice('publish', 'primary', 'send', may.publish, null));
  if (state === 'submitted') {
    choices.push(
      choice('approve', 'primary', 'check', may.approve, null),
      choice('return', 'plain', 'undo', may.reject, lacksWord),
      choice('reject', 'danger', 'close', may.reject, lacksWord),
    );
  }
  if (may.withdraw === null) choices.push(choice('withdraw', 'quiet', 'cancelled', null, null));
  return choices;
}

/** Why buttons cannot be pressed, those with one reason together: `Return, Reject: Write a comment first.` */
export function reasonsOf(choices: readonly Choice[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { label, reason } of choices) {
    if (reason !== null) byReason.set(reason, [...(byReason.get(reason) ?? []), label]);
  }
  return [...byReason].map(([reason, labels]) => `${labels.join(', ')}: ${reason}`);
}

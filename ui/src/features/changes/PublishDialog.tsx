import { useAsk } from '@/backend';
import type { ChangeDetail } from '@/generated/asks';
import { Dialog } from '@/kit';
import { useText } from '@/lib/i18n';
import { formatInstant } from '@/lib/time';
import { shortHash } from './words';

interface PublishDialogProps {
  detail: ChangeDetail;
  busy: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Publishing reaches the night, so it says what will run, from when, and in place of what. */
export function PublishDialog({ detail, busy, onConfirm, onCancel }: PublishDialogProps) {
  const text = useText();
  const { change, bundle } = detail;
  const { data } = useAsk('published.list', {});
  const zone = bundle.definitions[bundle.root]?.zone ?? 'UTC';
  const next = data?.find(({ workflow }) => workflow === change.workflow)?.next_starts[0];
  return (
    <Dialog title={text('changes.publishTitle', { name: change.workflow_name })} confirm={text('changes.publish')} busy={busy} onConfirm={onConfirm} onCancel={onCancel}>
      <p>{text('changes.publishWhat', { hash: shortHash(change.hash) })}</p>
      <p>{change.base_version === null ? text('changes.publishFirst') : text('changes.publishReplaces', { version: change.base_version })}</p>
      {next && <p>{text('changes.publishNext', { at: formatInstant(next.at, zone), date: next.business_date })}</p>}
    </Dialog>
  );
}

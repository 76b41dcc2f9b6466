import type { Command, Http, HttpPoll, Work } from '@/generated/model';
import { DurationField, SelectField, SwitchField, TextAreaField, TextField } from '@/kit';
import { useText } from '@/lib/i18n';
import { withParts, type Loose } from '../actions/node-fields';
import { MapEditor } from './ListEditor';

type WorkKind = 'noop' | 'command' | 'ssh' | 'http' | 'airflow';
const KINDS: readonly WorkKind[] = ['command', 'ssh', 'http', 'airflow', 'noop'];

/** What a job does. */
export function WorkFields({ work, onChange }: { work: Work; onChange: (work: Work) => void }) {
  const text = useText();
  const kind: WorkKind = work === 'noop' ? 'noop' : (KINDS.find((each) => each in work) ?? 'noop');
  const options = KINDS.map((value) => ({ value, label: text(`designer.work_${value}`) }));
  return (
    <>
      <SelectField label={text('designer.work')} value={kind} options={options} onChange={(next) => onChange(fresh(next, work))} />
      {typeof work === 'object' && 'command' in work && <CommandFields command={work.command} onChange={(command) => onChange({ command })} />}
      {typeof work === 'object' && 'ssh' in work && (
        <>
          <TextField label={text('designer.host')} mono value={work.ssh.host} onChange={(host) => onChange({ ssh: { ...work.ssh, host: host.trim() } })} />
          <CommandFields command={work.ssh.command} onChange={(command) => onChange({ ssh: { ...work.ssh, command } })} />
        </>
      )}
      {typeof work === 'object' && 'http' in work && <HttpFields http={work.http} onChange={(http) => onChange({ http })} />}
      {typeof work === 'object' && 'airflow' in work && (
        <>
          <TextField label={text('designer.connection')} mono value={work.airflow.connection} onChange={(connection) => onChange({ airflow: { ...work.airflow, connection } })} />
          <TextField label="DAG" mono value={work.airflow.dag} onChange={(dag) => onChange({ airflow: { ...work.airflow, dag } })} />
          <MapEditor label={text('designer.conf')} value={work.airflow.conf ?? {}} onChange={(conf) => onChange({ airflow: { ...work.airflow, conf } })} />
        </>
      )}
    </>
  );
}

function CommandFields({ command, onChange }: { command: Command; onChange: (command: Command) => void }) {
  const text = useText();
  const codes = (value: number[] | undefined) => (value ?? []).join(', ');
  const read = (typed: string) => typed.split(/[\s,]+/).filter(Boolean).map(Number);
  const bad = (typed: string) => (read(typed).every(Number.isInteger) ? undefined : text('kit.wholeNumber'));
  const put = (parts: Loose<Command>) => onChange(withParts(command, parts));
  return (
    <>
      <TextAreaField
        label={text('designer.command')} mono hint={text('designer.commandHint')} rows={Math.min(8, Math.max(2, command.argv.length + 1))}
        value={command.argv.join('\n')}
        onChange={(typed) => put({ argv: typed.split('\n').map((line) => line.trimEnd()).filter((line) => line !== '') })}
      />
      <SwitchField label={text('designer.shell')} value={command.shell ?? false} onChange={(shell) => put({ shell: shell ? true : undefined })} />
      <TextField label={text('designer.successCodes')} value={codes(command.success)} placeholder="0" validate={bad} onChange={(typed) => put({ success: read(typed).length === 0 ? undefined : read(typed) })} />
      <TextField label={text('designer.warningCodes')} value={codes(command.warning)} validate={bad} onChange={(typed) => put({ warning: read(typed).length === 0 ? undefined : read(typed) })} />
      <TextField
        label="SHA-256" mono value={command.sha256 ?? ''}
        validate={(typed) => (typed.trim() === '' || /^[0-9a-f]{64}$/i.test(typed.trim()) ? undefined : text('designer.badSha'))}
        onChange={(typed) => put({ sha256: typed.trim() === '' ? undefined : typed.trim().toLowerCase() })}
      />
    </>
  );
}

function HttpFields({ http, onChange }: { http: Http; onChange: (http: Http) => void }) {
  const text = useText();
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((value) => ({ value, label: value }));
  const { poll } = http;
  const withPoll = (next: HttpPoll | undefined) => onChange(withParts(http, { poll: next }));
  const withBody = (body: string) => onChange(withParts(http, { body: body === '' ? undefined : body }));
  const list = (typed: string) => typed.split(',').map((each) => each.trim()).filter(Boolean);
  return (
    <>
      <SelectField label={text('designer.method')} value={http.method} options={methods} onChange={(method) => onChange({ ...http, method })} />
      <TextField label="URL" mono value={http.url} onChange={(url) => onChange({ ...http, url: url.trim() })} />
      <MapEditor label={text('designer.headers')} value={http.headers ?? {}} onChange={(headers) => onChange({ ...http, headers })} />
      <TextAreaField label={text('designer.body')} mono rows={3} value={http.body ?? ''} onChange={withBody} />
      <SwitchField
        label={text('designer.poll')} value={poll !== undefined}
        onChange={(on) => withPoll(on ? { url: http.url, every: '30s', path: '$.state', success: ['success'], failure: ['failed'] } : undefined)}
      />
      {poll !== undefined && (
        <>
          <TextField label={text('designer.pollUrl')} mono value={poll.url} onChange={(url) => withPoll({ ...poll, url })} />
          <DurationField label={text('designer.every')} value={poll.every} onChange={(every) => withPoll({ ...poll, every: every ?? '30s' })} />
          <TextField label={text('designer.jsonPath')} mono value={poll.path} onChange={(path) => withPoll({ ...poll, path })} />
          <TextField label={text('designer.meansSuccess')} value={poll.success.join(', ')} onChange={(typed) => withPoll({ ...poll, success: list(typed) })} />
          <TextField label={text('designer.meansFailure')} value={poll.failure.join(', ')} onChange={(typed) => withPoll({ ...poll, failure: list(typed) })} />
        </>
      )}
    </>
  );
}

/** Another kind of work; a command stays the same one on another host. */
function fresh(kind: WorkKind, work: Work): Work {
  const command: Command = typeof work !== 'object' ? { argv: [] } : 'command' in work ? work.command : 'ssh' in work ? work.ssh.command : { argv: [] };
  switch (kind) {
    case 'noop': return 'noop';
    case 'command': return { command };
    case 'ssh': return { ssh: { host: '', command } };
    case 'http': return { http: { method: 'POST', url: 'http://localhost/' } };
    case 'airflow': return { airflow: { connection: 'airflow', dag: '' } };
  }
}

import { useState } from 'react';
import { ask, toAskError, useSession, type AskError } from '@/backend';
import type { Workflow } from '@/document';
import type { ChangeView } from '@/generated/asks';
import { Button, ErrorNotice, Field, Icon, Overlay, TextField, useFieldControl } from '@/kit';
import { useText } from '@/lib/i18n';
import { go } from '@/lib/navigation';

/** Submits what is drawn as a change: what it is called, why it is wanted, and what stands in the way. */
export function SubmitPanel({ workflow, onClose }: { workflow: Workflow; onClose: () => void }) {
  const text = useText();
  const [title, setTitle] = useState('');
  const [why, setWhy] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AskError | null>(null);
  const [made, setMade] = useState<ChangeView | null>(null);
  const errors = workflow.use((state) => state.assessment.diagnostics.filter(({ severity }) => severity === 'error').length);
  const runtime = useSession((session) => session.runtime);
  const away = runtime.state === 'unreachable' ? text('designer.submitAway') : undefined;
  const ready = title.trim() !== '' && why.trim() !== '' && errors === 0;
  const submit = async () => {
    setBusy(true);
    setProblem(null);
    try {
      if (workflow.state.dirty && !(await workflow.save())) throw workflow.state.problem;
      setMade(await ask('change.submit', { document: workflow.document, title: title.trim(), why: why.trim() }));
    } catch (error) {
      setProblem(toAskError(error, 'change.submit'));
    }
    setBusy(false);
  };
  if (made !== null) {
    return (
      <Overlay label={text('designer.submit')} onClose={onClose} className="submit-panel">
        <p><Icon name="check" className="tone-good" /> {text('designer.submitted', { id: made.id })}</p>
        <footer>
          <Button onClick={onClose}>{text('kit.close')}</Button>
          <Button kind="primary" onClick={() => { onClose(); go('changes', { change: String(made.id) }); }}>{text('designer.openChange')}</Button>
        </footer>
      </Overlay>
    );
  }
  return (
    <Overlay label={text('designer.submit')} onClose={onClose} className="submit-panel">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) void submit();
        }}
      >
        <h2>{text('designer.submitTitle')}</h2>
        <TextField layout="stack" label={text('designer.title')} value={title} onChange={setTitle} live />
        <WhyField value={why} onChange={setWhy} />
        {errors > 0 && <p className="submit-obstacle"><Icon name="error" className="tone-error" /> {text('designer.submitErrors', { count: errors })}</p>}
        {away !== undefined && <p className="submit-obstacle"><Icon name="warning" className="tone-warning" /> {away} {runtime.detail}</p>}
        {problem !== null && <ErrorNotice notice={problem} />}
        <footer>
          <Button onClick={onClose}>{text('kit.cancel')}</Button>
          <Button type="submit" kind="primary" icon="send" disabled={!ready} busy={busy}>{text('designer.submit')}</Button>
        </footer>
      </form>
    </Overlay>
  );
}

function WhyField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const text = useText();
  return <Field layout="stack" label={text('designer.why')} hint={text('designer.whyHint')}><WhyArea value={value} onChange={onChange} /></Field>;
}

function WhyArea({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return <textarea {...useFieldControl()} className="input" rows={4} value={value} onChange={(event) => onChange(event.target.value)} />;
}

import { useState } from 'react';
import { toAskError, useAsk, type AskError } from '@/backend';
import { useScenario, type Workflow } from '@/document';
import type { ScenarioFile } from '@/generated/asks';
import { Button, Dialog, Menu, TextField, type MenuItem } from '@/kit';
import { useText } from '@/lib/i18n';
import { valueStore } from '@/lib/store';
import { isRefused, useNight } from './night-store';
import { discardScenario, makeDraft, newScenario, openScenario, renameScenario, saveScenario, unsavedVerbs } from './scenario-files';

interface ScenarioNews {
  problem: AskError | null;
  done: string;
  lines: readonly string[];
}

/** What came of the last thing done with a scenario, until it is dismissed. */
export const scenarioNotice = valueStore<ScenarioNews | null>(null);

type Question = { kind: 'save' | 'rename' } | { kind: 'discard' } | { kind: 'replace'; then: () => void };

/** Files of scenarios: save, open, rename, delete, and the way into the draft. */
export function ScenarioMenu({ workflow }: { workflow: Workflow }) {
  const text = useText();
  const { name, path, verbs } = useScenario(workflow.document);
  const [question, setQuestion] = useState<Question | null>(null);
  const refused = useNight(isRefused);
  const { data: files } = useAsk('scenario.list', { document: workflow.document });
  /** Does it, and shows what went wrong or what there is to say. */
  const told = (work: Promise<ScenarioNews | null>) => {
    work.then(
      (news) => scenarioNotice.set(news),
      (problem: unknown) => scenarioNotice.set({ problem: toAskError(problem, 'scenario'), done: '', lines: [] }),
    );
  };
  const run = (work: Promise<void>) => told(work.then(() => null));
  const draft = () => told(makeDraft(workflow).then(({ changed, leftOut }) => ({ problem: null, done: text(changed ? 'scenario.drafted' : 'scenario.notDrafted'), lines: leftOut })));
  const replace = (then: () => void) => {
    if (unsavedVerbs(workflow.document) > 0) setQuestion({ kind: 'replace', then });
    else then();
  };
  const items: MenuItem[] = [
    { label: text('scenario.save'), icon: 'save', disabled: verbs.length === 0, onSelect: () => (name === null ? setQuestion({ kind: 'save' }) : run(saveScenario(workflow, name))) },
    { label: text('scenario.saveAs'), disabled: verbs.length === 0, onSelect: () => setQuestion({ kind: 'save' }) },
    { label: text('scenario.rename'), icon: 'edit', disabled: path === null, onSelect: () => setQuestion({ kind: 'rename' }) },
    { label: text('scenario.discard'), icon: 'trash', danger: true, disabled: path === null, onSelect: () => setQuestion({ kind: 'discard' }) },
    { kind: 'line' },
    { label: text('scenario.fresh'), icon: 'plus', disabled: verbs.length === 0 && name === null, onSelect: () => replace(() => newScenario(workflow)) },
    { kind: 'heading', label: text('scenario.open') },
    ...(files ?? []).map((file): MenuItem => fileItem(file, path, text, () => replace(() => openScenario(workflow, file)))),
    ...((files ?? []).length === 0 ? [{ label: text('scenario.noFiles'), disabled: true, onSelect: () => undefined } as const] : []),
  ];
  const named = (typed: string) => {
    const work = question?.kind === 'rename' ? renameScenario(workflow, typed) : saveScenario(workflow, typed);
    setQuestion(null);
    run(work);
  };
  return (
    <>
      <Button icon="design" disabled={verbs.length === 0 || refused} onClick={draft}>{text('scenario.makeDraft')}</Button>
      <Menu items={items} align="end">
        {(button) => <Button icon="open" {...button}>{text('scenario.file')}</Button>}
      </Menu>
      {(question?.kind === 'save' || question?.kind === 'rename') && (
        <NameDialog
          title={text(question.kind === 'rename' ? 'scenario.rename' : 'scenario.save')} initial={name ?? ''}
          taken={(files ?? []).filter((file) => file.path !== path).map(({ scenario }) => scenario?.name ?? '')}
          onName={named} onCancel={() => setQuestion(null)}
        />
      )}
      {question?.kind === 'discard' && (
        <Dialog title={text('scenario.discardAsk', { name: name ?? '', path: path ?? '' })} confirm={text('scenario.discard')} danger onCancel={() => setQuestion(null)} onConfirm={() => {
          setQuestion(null);
          run(discardScenario(workflow));
        }}>{text('scenario.discardLine')}</Dialog>
      )}
      {question?.kind === 'replace' && (
        <Dialog title={text('scenario.replaceAsk', { count: unsavedVerbs(workflow.document) })} confirm={text('scenario.giveUp')} danger onCancel={() => setQuestion(null)} onConfirm={() => {
          question.then();
          setQuestion(null);
        }}>{text('scenario.replaceLine')}</Dialog>
      )}
    </>
  );
}

function fileItem(file: ScenarioFile, inHand: string | null, text: ReturnType<typeof useText>, onSelect: () => void): MenuItem {
  const { path, scenario, problem, is_base_changed } = file;
  if (scenario === null) return { label: path.slice(path.lastIndexOf('/') + 1), note: text('scenario.brokenFile', { problem: problem ?? '' }), disabled: true, onSelect };
  const note = is_base_changed ? text('scenario.baseChanged') : text('scenario.changes', { count: scenario.edits.length });
  return { label: scenario.name, note, checked: path === inHand, onSelect };
}

interface NameDialogProps {
  title: string;
  initial: string;
  taken: readonly string[];
  onName: (name: string) => void;
  onCancel: () => void;
}

function NameDialog({ title, initial, taken, onName, onCancel }: NameDialogProps) {
  const text = useText();
  const [typed, setTyped] = useState(initial);
  const name = typed.trim();
  const problem = name === '' ? text('scenario.noName') : taken.includes(name) ? text('scenario.nameTaken') : undefined;
  return (
    <Dialog title={title} confirm={title} ready={problem === undefined} onConfirm={() => onName(name)} onCancel={onCancel}>
      <TextField label={text('scenario.name')} value={typed} live onChange={setTyped} problem={typed === initial ? undefined : problem} />
    </Dialog>
  );
}

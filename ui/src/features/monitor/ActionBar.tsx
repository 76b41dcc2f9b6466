import { useMemo, useState } from 'react';
import { ask, toAskError, useSession, type AskError } from '@/backend';
import type { RunDetail } from '@/generated/asks';
import type { Definition } from '@/generated/model';
import { Button, ErrorNotice, NumberField, TextField } from '@/kit';
import { useText } from '@/lib/i18n';
import { offered, type NodeAction } from './actions';
import { Reason } from './Reason';

interface ActionBarProps {
  detail: RunDetail;
  definition: Definition;
  chosen: ReadonlySet<string>;
  /** Called when the runtime has confirmed. */
  done: () => void;
}

interface Asked {
  title: string;
  help: string;
  danger: boolean;
  nodes: string[];
  action: NodeAction['action'];
}

/** What an operator can do to the run and to the chosen nodes. Each action asks for its reason; none is shown as done before it is. */
export function ActionBar({ detail, definition, chosen, done }: ActionBarProps) {
  const text = useText();
  const [asked, setAsked] = useState<Asked | null>(null);
  const kinds = useMemo(() => new Map(definition.nodes.map((node) => [node.id, node.kind])), [definition]);
  const offers = offered(detail, chosen, kinds);
  const person = useSession((session) => session.person);
  const may = person?.roles.some((role) => role === 'operator' || role === 'administrator') ?? false;
  const over = detail.run.finished_at !== null || !may;
  const ofRun = (action: Asked['action'], title: Asked['title'], help: string, danger = false) =>
    setAsked({ action, title, help, danger, nodes: [] });
  return (
    <div className="action-bar" role="toolbar" aria-label={text('monitor.actions')}>
      <div className="action-buttons">
        {detail.run.paused
          ? <Button icon="play" disabled={over} onClick={() => ofRun('resume', text('monitor.resume'), text('monitor.resumeHelp'))}>{text('monitor.resume')}</Button>
          : <Button icon="pause" disabled={over} onClick={() => ofRun('pause', text('monitor.pause'), text('monitor.pauseHelp'))}>{text('monitor.pause')}</Button>}
        <Button icon="stop" disabled={over} onClick={() => ofRun('stop', text('monitor.stop'), text('monitor.stopHelp'), true)}>{text('monitor.stop')}</Button>
        <span className="action-line" />
        {!may && <span className="soft">{text('monitor.mayNot', { name: person?.name ?? '–' })}</span>}
        {may && chosen.size === 0 && <span className="soft">{text('monitor.chooseNodes')}</span>}
        {offers.map(({ action, nodes }) => (
          <Button
            key={action.action} icon={action.icon} tip={text(action.help)} disabled={!may}
            onClick={() => setAsked({ action: action.action, title: text(action.title), help: text(action.help), danger: action.danger, nodes })}
          >
            {nodes.length === 1 ? text(action.title) : `${text(action.title)} (${nodes.length})`}
          </Button>
        ))}
        {may && offers.length > 0 && <Priority detail={detail} chosen={chosen} done={done} />}
      </div>
      {asked !== null && <Reason key={`${asked.action} ${asked.nodes.join()}`} {...asked} run={detail.run.run} onClose={() => setAsked(null)} onDone={done} />}
    </div>
  );
}

/** The priority of the chosen nodes, with its reason beside it. */
function Priority({ detail, chosen, done }: { detail: RunDetail; chosen: ReadonlySet<string>; done: () => void }) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const [value, setValue] = useState<number | null>(detail.nodes.find((node) => chosen.has(node.node))?.priority ?? 0);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<AskError | null>(null);
  if (!open) return <Button icon="sort-up" onClick={() => setOpen(true)}>{text('monitor.priority')}</Button>;
  const send = () => {
    ask('run.act', { run: detail.run.run, action: 'set_priority', nodes: [...chosen], reason, value, pool: null }).then(
      () => {
        setOpen(false);
        done();
      },
      (error: unknown) => setProblem(toAskError(error, 'run.act')),
    );
  };
  return (
    <span className="action-priority">
      <NumberField label={text('monitor.priority')} value={value} whole onChange={setValue} />
      <TextField label={text('monitor.reason')} value={reason} live onChange={setReason} />
      <Button kind="primary" disabled={value === null || reason.trim() === ''} onClick={send}>{text('monitor.setPriority')}</Button>
      <Button kind="quiet" onClick={() => setOpen(false)}>{text('kit.cancel')}</Button>
      {problem !== null && <ErrorNotice notice={problem} />}
    </span>
  );
}


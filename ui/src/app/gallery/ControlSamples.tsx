import { useState, type ReactNode } from 'react';
import { Badge, Button, ContextMenu, Delta, Dialog, ErrorNotice, IconButton, Menu, Progress, ShortcutsOverlay, Tooltip, type MenuItem } from '@/kit';

const ITEMS: readonly MenuItem[] = [
  { label: 'Undo', icon: 'undo', keys: 'Ctrl+Z', onSelect: () => undefined },
  { label: 'Hold', icon: 'held', note: '3 jobs', onSelect: () => undefined },
  { kind: 'line' },
  { kind: 'heading', label: 'Outward' },
  { label: 'Kill', icon: 'kill', danger: true, keys: 'Delete', onSelect: () => undefined },
  { label: 'Not now', disabled: true, onSelect: () => undefined },
];

export function ControlSamples() {
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const [open, setOpen] = useState<'dialog' | 'shortcuts' | null>(null);
  return (
    <div
      style={{ display: 'grid', gap: 12 }}
      onContextMenu={(event) => {
        event.preventDefault();
        setAt({ x: event.clientX, y: event.clientY });
      }}
    >
      <Row>
        <Button>Check</Button>
        <Button kind="primary" icon="send">Submit…</Button>
        <Button kind="danger" icon="kill" onClick={() => setOpen('dialog')}>Kill 3 jobs…</Button>
        <Button kind="quiet" icon="layout">Layout</Button>
        <Button busy>Checking</Button>
        <Button disabled>Disabled</Button>
        <IconButton icon="undo" label="Undo" keys="Ctrl+Z" />
        <IconButton icon="table" label="Table" pressed />
        <IconButton icon="keyboard" label="Shortcuts" keys="?" onClick={() => setOpen('shortcuts')} />
        <Menu items={ITEMS}>{(button) => <Button icon="menu" {...button}>Menu</Button>}</Menu>
      </Row>
      <Row>
        <Badge>12</Badge><Badge tone="accent">new</Badge><Badge tone="good">clean</Badge><Badge tone="bad">2 errors</Badge>
        <Badge tone="caution">late</Badge><Badge tone="hint">hint</Badge><Badge tone="critical">critical</Badge>
        <Delta value={-720} /><Delta value={420} /><Delta value={0} /><Delta value={0.012} as="points" good="more" />
        <Tooltip text="P50 6 h 12 min, from 31 nights" keys="F1"><span>hover me</span></Tooltip>
      </Row>
      <Progress label="Simulating 10 000 nights" value={0.42} secondsLeft={8} onCancel={() => undefined} />
      <Progress label="Opening" value={null} />
      <ErrorNotice
        notice={{ message: 'The file could not be read.', code: 'broken_file', where: 'workflows/bank-day-end.json, line 12', help: 'Mend the text in the JSON view.', details: 'expected `,` or `}` at line 12 column 4' }}
        actions={<Button>Open JSON</Button>}
      />
      <ErrorNotice tone="warning" notice={{ message: 'The calendar ends in 12 days.', where: 'calendar cn-bank', help: 'Extend its coverage.' }} />
      <ContextMenu items={ITEMS} at={at} onClose={() => setAt(null)} />
      {open === 'shortcuts' && <ShortcutsOverlay onClose={() => setOpen(null)} />}
      {open === 'dialog' && (
        <Dialog title="Kill 3 jobs" confirm="Kill 3 jobs" danger onConfirm={() => setOpen(null)} onCancel={() => setOpen(null)}>
          <p>posting, balance and gl-extract stop at once. The forecast finish moves from 05:10+1 to 05:52+1.</p>
        </Dialog>
      )}
    </div>
  );
}

function Row({ children }: { children: ReactNode }) {
  return <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>{children}</div>;
}

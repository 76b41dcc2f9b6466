import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Stage } from '@/canvas';
import { applyEdits, Workflow } from '@/document';
import type { Definition, Edit, Resolved } from '@/generated/model';
import { language } from '@/lib/i18n';
import { Designer } from '../designer';
import { DurationOnFields } from './DurationOnFields';
import { Inspector } from './Inspector';

const ask = vi.hoisted(() => vi.fn());
vi.mock('@/backend', async (original) => ({ ...(await original<object>()), ask }));

const definition: Definition = {
  format: 1, id: 'bank', name: 'Bank', zone: 'UTC', defaults: { priority: 4 }, pools: [{ id: 'db', name: 'Sessions', capacity: 4 }],
  nodes: [{ id: 'begin', kind: 'begin' }, { id: 'a', kind: 'job', settings: { timeout: '1h' } }, { id: 'end', kind: 'end' }], edges: [],
};
const resolved: Resolved = {
  system: null, owner: null, runbook: null, duration: { value: { fixed: '5m' }, origin: 'assumed' }, duration_on: {}, observed: null, overhead: null,
  failure_probability: { value: 0, origin: 'assumed' }, priority: { value: 4, origin: 'workflow' }, critical: { value: false, origin: 'assumed' },
  retry: { value: { attempts: 1 }, origin: 'assumed' }, timeout: { value: '1h', origin: 'node' }, late_after: null, longer_than: null,
  shorter_than: null, on_failure: { value: 'stop', origin: 'assumed' }, restart: { value: 'ask', origin: 'assumed' }, days: null, environment: {}, directory: null,
};

describe('the inspector', () => {
  let designer: Designer;
  let sent: Edit[];
  beforeEach(() => {
    language.set('en');
    sent = [];
    let version = 1;
    const assessment = () => ({ version, hash: null, diagnostics: [], strip: null, obstacle: null });
    ask.mockImplementation((name: string, request: { edits?: Edit[] }) => {
      if (name !== 'document.edit') return Promise.resolve(resolved);
      sent.push(...(request.edits ?? []));
      version += 1;
      return Promise.resolve(assessment());
    });
    const workflow = new Workflow({
      document: 1, path: 'bank.workflow.json', text: '', definition, layout: { positions: {}, collapsed: [] }, version, saved_hash: null, assessment: assessment(),
    });
    designer = new Designer(workflow, new Stage());
    designer.choose(['a']);
  });
  afterEach(() => ask.mockReset());

  const node = () => designer.definition?.nodes.find((each) => each.id === 'a');
  const field = (label: string) => screen.getByLabelText(label);
  const around = (element: HTMLElement) => within(element.closest('.field') as HTMLElement);

  it('shows where an inherited value comes from and states it here once it is edited', async () => {
    const user = userEvent.setup();
    render(<Inspector designer={designer} />);
    await waitFor(() => expect(field('Priority')).toHaveProperty('value', '4'));
    expect(around(field('Priority')).getByText('inherited from the workflow')).toBeTruthy();
    await user.clear(field('Priority'));
    await user.type(field('Priority'), '9{Enter}');
    expect(node()?.settings).toEqual({ timeout: '1h', priority: 9 });
    expect(around(field('Priority')).getByText('stated here')).toBeTruthy();
    await user.click(around(field('Priority')).getByRole('button'));
    expect(node()?.settings).toEqual({ timeout: '1h' });
    await waitFor(() => expect(applyEdits(definition, sent)).toEqual(designer.definition));
  });

  it('takes the last stated value away without leaving empty settings behind', async () => {
    const user = userEvent.setup();
    render(<Inspector designer={designer} />);
    await user.click(around(field('Ended after')).getByRole('button'));
    expect(node()).toEqual({ id: 'a', kind: 'job' });
  });

  it('puts an overhead on every attempt', async () => {
    const user = userEvent.setup();
    render(<Inspector designer={designer} />);
    await user.click(await screen.findByRole('button', { name: 'An overhead of every attempt' }));
    expect(node()?.settings).toEqual({ timeout: '1h', overhead: { fixed: '1s' } });
    await user.click(around(field('Overhead of every attempt')).getByRole('button'));
    expect(node()?.settings).toEqual({ timeout: '1h' });
  });

  it('states when what a wait waits for comes, until it waits for a time of day', async () => {
    const user = userEvent.setup();
    designer.edit([{ set_node: { id: 'a', kind: 'wait', until: { file: { path: 'in.csv', stable: '0s' } } } }]);
    render(<Inspector designer={designer} />);
    await user.click(screen.getByRole('switch', { name: 'Known when it comes' }));
    await user.clear(field('Usually'));
    await user.type(field('Usually'), '22:10+0{Enter}');
    expect(node()?.arrives).toEqual({ earliest: '22:00+0', usual: '22:10+0', latest: '23:59+0' });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Waits for' }), 'time');
    expect(node()).toEqual({ id: 'a', kind: 'wait', until: { time: '22:00+0' } });
  });

  it('states how much whole nights differ', async () => {
    const user = userEvent.setup();
    designer.choose([]);
    render(<Inspector designer={designer} />);
    await user.type(field('Slow nights, spread'), '12.5{Enter}');
    expect(designer.definition?.slow_night).toEqual({ sigma: 0.125 });
    await user.clear(field('Slow nights, spread'));
    await user.type(field('Slow nights, spread'), '{Enter}');
    expect(designer.definition).not.toHaveProperty('slow_night');
  });

  it('forgets what was counted behind a duration of a class of days that somebody states anew', async () => {
    const user = userEvent.setup();
    const put = vi.fn();
    const measured = { duration_on: { 'month-end': { fixed: '9m' } }, observed: { n: 40, on: { 'month-end': 12, 'quarter-end': 9 } } };
    render(<DurationOnFields level={{ stated: measured, resolved: null, put }} />);
    const length = screen.getByRole('textbox');
    await user.clear(length);
    await user.type(length, '7m{Enter}');
    expect(put).toHaveBeenLastCalledWith({ duration_on: { 'month-end': { fixed: '7m' } }, observed: { n: 40, on: { 'quarter-end': 9 } } });
  });

  it('refuses what cannot be read and keeps the value', async () => {
    const user = userEvent.setup();
    render(<Inspector designer={designer} />);
    await user.type(field('Deadline'), '05:00{Enter}');
    expect(node()).not.toHaveProperty('deadline');
    await user.clear(field('Deadline'));
    await user.type(field('Deadline'), '05:00+1{Enter}');
    expect(node()?.deadline).toBe('05:00+1');
  });

  it('edits the work of a job and the pools it takes', async () => {
    const user = userEvent.setup();
    render(<Inspector designer={designer} />);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Work' }), 'command');
    await user.type(field('Program'), 'sh{Enter}jobs/a.sh{Control>}{Enter}{/Control}');
    await user.tab();
    expect(node()?.work).toEqual({ command: { argv: ['sh', 'jobs/a.sh'] } });
    await user.click(screen.getByRole('button', { name: 'Add: Pools' }));
    expect(node()?.uses).toEqual([{ pool: 'db', units: 1 }]);
  });

  it('renames a node wherever it is named and stays on it', async () => {
    const user = userEvent.setup();
    render(<Inspector designer={designer} />);
    await user.clear(field('Identifier'));
    await user.type(field('Identifier'), 'posting{Enter}');
    expect(designer.definition?.nodes.map((each) => each.id)).toEqual(['begin', 'posting', 'end']);
    expect([...designer.chosen]).toEqual(['posting']);
  });

  it('shows the workflow when nothing is chosen, and edits it', async () => {
    const user = userEvent.setup();
    designer.choose([]);
    render(<Inspector designer={designer} />);
    await user.clear(field('Time zone'));
    await user.type(field('Time zone'), 'Asia/Shanghai{Enter}');
    expect(designer.definition?.zone).toBe('Asia/Shanghai');
    expect(designer.definition?.defaults).toEqual({ priority: 4 });
  });
});

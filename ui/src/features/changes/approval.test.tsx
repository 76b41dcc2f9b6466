import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChangeDetail } from '@/generated/asks';
import { language } from '@/lib/i18n';
import { ApprovalPage } from './Approval';
import { DETAIL, FIRST } from './change-fixture';

/** The canvas asks for it; nothing here has a size. */
class NoResizes {
  observe(): void { /* nothing changes its size */ }
  unobserve(): void { /* nothing was observed */ }
  disconnect(): void { /* nothing was observed */ }
}

const sent: { name: string; request: unknown }[] = [];

beforeEach(() => {
  language.set('en');
  sent.length = 0;
  vi.stubGlobal('ResizeObserver', NoResizes);
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) { this.open = true; };
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) { this.open = false; };
  vi.stubGlobal('fetch', vi.fn((url: string, init: { body: string }) => {
    sent.push({ name: url.replace('/ask/', ''), request: JSON.parse(init.body) });
    const body = url.includes('published') ? [] : DETAIL.change;
    return Promise.resolve(new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } }));
  }));
});

function show(detail: ChangeDetail, onDecided = vi.fn()) {
  render(<ApprovalPage detail={detail} onDecided={onDecided} />);
  return onDecided;
}

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

describe('the approval page', () => {
  it('says what, who, why, the risk and both revisions', () => {
    show(DETAIL);
    const head = screen.getByRole('heading', { level: 1 }).closest('header');
    for (const words of ['#14', 'Fees beside interest', 'Bank day-end', 'by li', 'The window is too long.', 'risk: medium', '77d0e1b4c0ff', 'a3f19c2e77d0']) {
      expect(head?.textContent).toContain(words);
    }
  });

  it('shows the night before and after: window, P95, promises and critical path', () => {
    show(DETAIL);
    const cards = screen.getByRole('region', { name: 'The night before and after' });
    for (const words of ['6 h 12 min', '5 h 54 min', '\u221218 min', '6 h 42 min', '6 h 24 min', '98.1 %', '93.4 %', '\u22124.7 pp', 'by 05:00+1', 'one at risk', 'moved']) {
      expect(cards.textContent).toContain(words);
    }
    expect(cards.textContent).toContain('Joins: interest');
    expect(cards.textContent).toContain('Leaves: Account fees, Old reconciliation');
  });

  it('shows every field by node, checks and decisions so far', () => {
    show(DETAIL);
    const fields = screen.getByRole('region', { name: 'Fields that differ' });
    const fees = fields.querySelector<HTMLElement>('[data-node=fees]');
    expect(fees?.textContent).toContain('settings.duration.fixed40m → 22m');
    expect(fields.querySelector('[data-node=old]')?.textContent).toContain('Old reconciliation');
    expect(fields.textContent).toContain('pools[db]');
    expect(fields.textContent).toContain('R005 Account fees One job asks for half the pool.');
    expect(fields.textContent).toContain('zhao returned');
  });

  it('says in place of a comparison what a first publication brings', () => {
    show(FIRST);
    expect(screen.getByText(/Nothing was published before: the whole graph is new/)).toBeTruthy();
    expect(screen.getByText('5 nodes, 3 of them jobs, 5 edges')).toBeTruthy();
    expect(screen.getAllByText('nothing was published before')).toHaveLength(2);
  });
});

describe('a decision', () => {
  it('binds the hash that is on the screen', async () => {
    const decided = show(DETAIL);
    expect(button('Approve').closest('.decision-choice')?.textContent).toContain('binds a3f19c2e77d0');
    fireEvent.click(button('Approve'));
    await waitFor(() => expect(decided).toHaveBeenCalled());
    expect(sent).toEqual([{ name: 'change.decide', request: { id: 14, verdict: 'approve', comment: '', hash: DETAIL.change.hash } }]);
  });

  it('needs a comment to return or reject, and says so', () => {
    show(DETAIL);
    expect(button('Return').disabled).toBe(true);
    const why = screen.getByRole('list', { name: 'Why a decision cannot be taken' });
    expect(within(why).getByText('Return, Reject: Write a comment first.')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Comment'), { target: { value: 'Not at month-end.' } });
    expect(button('Return').disabled).toBe(false);
    expect(button('Reject').disabled).toBe(false);
  });

  it('gives the reason of the rule when the person may not decide', () => {
    show({ ...DETAIL, may: { ...DETAIL.may, approve: 'You are the author.', reject: 'You are the author.', withdraw: null } });
    expect(button('Approve').disabled).toBe(true);
    expect(screen.getByText('Approve, Return, Reject: You are the author.')).toBeTruthy();
    expect(button('Withdraw').disabled).toBe(false);
  });

  it('begins a remark with the name of the node', () => {
    show(DETAIL);
    fireEvent.click(button('Remark on Account fees'));
    expect(screen.getByLabelText<HTMLTextAreaElement>('Comment').value).toBe('Account fees: ');
  });

  it('publishes what is approved, after it has said what that does', async () => {
    const decided = show({ ...DETAIL, change: { ...DETAIL.change, state: 'approved' }, may: { ...DETAIL.may, publish: null } });
    fireEvent.click(button('Publish'));
    const dialog = screen.getByRole('dialog');
    expect(dialog.textContent).toContain('It replaces v12');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Publish' }));
    await waitFor(() => expect(decided).toHaveBeenCalled());
    expect(sent.at(-1)).toEqual({ name: 'change.publish', request: { id: 14 } });
  });
});

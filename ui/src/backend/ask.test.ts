import { afterEach, describe, expect, it, vi } from 'vitest';
import { AskError } from './error';
import { send } from './ask';

const answer = (status: number, body: string, type = 'application/json') =>
  vi.fn(async () => new Response(body, { status, headers: { 'content-type': type } }));

const failure = async (asked: Promise<unknown>): Promise<AskError> => {
  const problem = await asked.catch((caught: unknown) => caught);
  if (!(problem instanceof AskError)) throw new Error('no AskError');
  return problem;
};

afterEach(() => {
  vi.unstubAllGlobals();
  delete (globalThis as Record<string, unknown>)['__TAURI_INTERNALS__'];
});

describe('a request outside the window', () => {
  it('goes by POST to its name and gives the answer', async () => {
    const fetched = answer(200, '{"ok":1}');
    vi.stubGlobal('fetch', fetched);
    expect(await send('plan', { document: 3 })).toEqual({ ok: 1 });
    expect(fetched).toHaveBeenCalledWith('/ask/plan', expect.objectContaining({ method: 'POST', body: '{"document":3}' }));
  });

  it('fails with what the core said', async () => {
    vi.stubGlobal('fetch', answer(409, '{"code":"stale","message":"Too late.","where":"node a","help":"Reload."}'));
    expect(await failure(send('plan', {}))).toMatchObject({ code: 'stale', message: 'Too late.', where: 'node a', help: 'Reload.' });
  });

  it('says so when no core is there', async () => {
    vi.stubGlobal('fetch', answer(200, '<!doctype html>', 'text/html'));
    expect(await failure(send('plan', {}))).toMatchObject({ code: 'no_core' });
    vi.stubGlobal('fetch', vi.fn(async () => { throw new TypeError('refused'); }));
    expect(await failure(send('plan', {}))).toMatchObject({ code: 'unreachable', details: 'refused' });
  });
});

describe('a request inside the window', () => {
  it('is one command with the name and the request', async () => {
    const invoke = vi.fn(async () => 7);
    vi.stubGlobal('__TAURI_INTERNALS__', { invoke });
    expect(await send('plan', { document: 3 })).toBe(7);
    expect(invoke).toHaveBeenCalledWith('ask', { name: 'plan', request: { document: 3 } }, undefined);
  });

  it('fails with the refusal that the command gives', async () => {
    vi.stubGlobal('__TAURI_INTERNALS__', { invoke: vi.fn(async () => { throw { code: 'no_file', message: 'Gone.' } as unknown; }) });
    expect(await failure(send('document_open', {}))).toMatchObject({ code: 'no_file', message: 'Gone.' });
  });
});

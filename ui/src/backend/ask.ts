import { invoke } from '@tauri-apps/api/core';
import type { Asks } from '@/generated/asks';
import { AskError, toAskError } from './error';
import { announce } from './stale';

/** The names of everything the window may ask of the core. */
export type AskName = keyof Asks & string;

type RequestOf<K extends AskName> = Asks[K] extends { request: infer Request } ? Request : never;
export type ResponseOf<K extends AskName> = Asks[K] extends { response: infer Response } ? Response : never;

/**
 * Asks the core: `await ask('workflow_open', { path })`. Inside the window it is one Tauri command;
 * in a plain browser, for tests, the same goes by HTTP to the origin. Fails with an `AskError` only.
 */
export async function ask<K extends AskName>(name: K, request: RequestOf<K>): Promise<ResponseOf<K>> {
  const response = (await send(name, request)) as ResponseOf<K>;
  announce(name);
  return response;
}

export const isInWindow = (): boolean => '__TAURI_INTERNALS__' in globalThis;

/** The untyped way beneath `ask`. */
export async function send(name: string, request: unknown): Promise<unknown> {
  try {
    return isInWindow() ? await sendToWindow(name, request) : await sendByHttp(name, request);
  } catch (problem) {
    throw toAskError(problem, name);
  }
}

/** Sent at once, not when the page has been drawn: the core works meanwhile. */
function sendToWindow(name: string, request: unknown): Promise<unknown> {
  return invoke('ask', { name, request });
}

async function sendByHttp(name: string, request: unknown): Promise<unknown> {
  const reply = await fetch(`/ask/${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request ?? null),
  });
  const body = await reply.text();
  const isJson = reply.headers.get('content-type')?.includes('json') ?? false;
  if (!isJson) {
    // A file server answers an unknown path with its own page: there is no core behind this origin.
    throw new AskError({ code: 'no_core', message: `Nothing answers “${name}” here.`, details: body.slice(0, 2000) });
  }
  const value: unknown = body === '' ? null : JSON.parse(body);
  if (!reply.ok) throw value;
  return value;
}

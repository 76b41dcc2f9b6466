// Everything that one journey has to itself: home folder, data, a copy of the sample bank, ports.

import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

export const ROOT = resolve(import.meta.dirname, '../../..');

/** Where the pictures and logs of a journey stay after it. */
export function outFolder(name) {
  const folder = join(ROOT, 'tests/e2e/out', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A fresh home, with the environment that points at it. */
export function makeWorld() {
  const home = mkdtempSync(join(tmpdir(), 'daybreak-e2e-'));
  const folder = (name) => {
    mkdirSync(join(home, name), { recursive: true, mode: 0o700 });
    return join(home, name);
  };
  const env = {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    TZ: 'Asia/Shanghai',
    USER: 'journey',
    HOME: home,
    XDG_CONFIG_HOME: folder('config'),
    XDG_DATA_HOME: folder('data'),
    XDG_CACHE_HOME: folder('cache'),
    XDG_STATE_HOME: folder('state'),
    XDG_RUNTIME_DIR: folder('runtime'),
    NO_AT_BRIDGE: '1',
    RUST_BACKTRACE: '1',
  };
  const bank = join(home, 'bank');
  if (existsSync(join(ROOT, 'workflows/bank'))) cpSync(join(ROOT, 'workflows/bank'), bank, { recursive: true });
  else mkdirSync(bank);
  const data = folder('daybreak');
  return { home, env, bank, data, daybreak: commandLine(env, data), remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }) };
}

/** A function that asks the runtime of `data` by the command line, and gives back what it answers; fails as it fails. */
function commandLine(env, data) {
  const program = join(ROOT, 'target/debug/daybreak');
  return async (...words) => {
    const { stdout } = await promisify(execFile)(program, [...words, '--format', 'json', '--data', data], { env, timeout: 30_000 });
    return JSON.parse(stdout);
  };
}

/** A port that nobody listens on now. */
export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

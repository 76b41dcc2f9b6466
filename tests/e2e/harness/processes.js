// Children of a journey: each leads its own process group, writes to a log file, and is gone at the end,
// with everything that it started. What leaves its group, as the runtime does on purpose, is known by a
// mark that every descendant inherits in its environment.

import { spawn } from 'node:child_process';
import { openSync, closeSync, readFileSync, readdirSync } from 'node:fs';
import { waitUntil } from './waiting.js';

const MARK = 'DAYBREAK_E2E';

export class Processes {
  #children = [];
  #mark;

  /** `mark` is this journey's own: no other run on this machine has it. */
  constructor(mark) {
    this.#mark = mark;
  }

  /** Starts a program whose output goes to `log`. `extra` are further streams for `stdio`, from 3 on. */
  start(program, args, { env, log, extra = [] }) {
    const output = openSync(log, 'a');
    const child = spawn(program, args, {
      detached: true,
      env: { ...env, [MARK]: this.#mark },
      stdio: ['ignore', output, output, ...extra],
    });
    closeSync(output);
    child.failure = new Promise((_, reject) => {
      child.once('error', (error) => reject(new Error(`${program} cannot be started: ${error.message}`)));
      child.once('exit', (code, signal) => reject(new Error(`${program} ended (${signal ?? `exit code ${code}`}); its log is ${log}`)));
    });
    child.failure.catch(() => undefined);
    this.#children.push(child);
    return child;
  }

  /** Ends all that was started, youngest first, and waits until nothing with the mark is left. */
  async end() {
    for (const child of this.#children.reverse()) signal(-child.pid, 'SIGTERM');
    this.marked().forEach((pid) => signal(pid, 'SIGTERM'));
    await waitUntil(() => this.marked().length === 0, 5000).catch(() => undefined);
    this.marked().forEach((pid) => signal(pid, 'SIGKILL'));
    await waitUntil(() => this.marked().length === 0, 5000);
  }

  /** The processes that descend from this journey. */
  marked() {
    const mark = `${MARK}=${this.#mark}`;
    const isMarked = (pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(mark);
      } catch {
        return false; // Gone, or another user's.
      }
    };
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter(isMarked);
  }
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended already.
  }
}

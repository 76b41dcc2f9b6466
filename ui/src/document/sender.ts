import type { Assessment } from '@/generated/asks';
import type { Edit } from '@/generated/model';
import { ask, toAskError, type AskError } from '@/backend';

export interface SenderHost {
  document: number;
  onAssessed: (assessment: Assessment, isLatest: boolean) => void;
  /** The core refused edits or could not be reached; its copy may differ from ours now. */
  onFailed: (problem: AskError) => void;
}

/** Sends edits to the core in order, one request at a time; what gathers meanwhile goes together. */
export class Sender {
  readonly #host: SenderHost;
  #version: number;
  #waiting: Edit[] = [];
  #running: Promise<void> | null = null;

  constructor(host: SenderHost, version: number) {
    this.#host = host;
    this.#version = version;
  }

  /** The version that the core has. */
  get version(): number {
    return this.#version;
  }

  get isIdle(): boolean {
    return this.#running === null && this.#waiting.length === 0;
  }

  send(edits: readonly Edit[]): void {
    for (const edit of edits) coalesce(this.#waiting, edit);
    if (this.#running === null && this.#waiting.length > 0) this.#running = this.#run();
  }

  /** Resolves once everything sent so far was answered. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  /** The core's copy was replaced as a whole. */
  restart(version: number): void {
    this.#version = version;
    this.#waiting = [];
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const edits = this.#waiting;
      this.#waiting = [];
      try {
        const assessment = await ask('document.edit', { document: this.#host.document, version: this.#version, edits });
        this.#version = assessment.version;
        this.#host.onAssessed(assessment, this.#waiting.length === 0);
      } catch (problem) {
        this.#waiting = [];
        this.#host.onFailed(toAskError(problem, 'document.edit'));
      }
    }
    this.#running = null;
  }
}

/** Of two settings of one node with nothing but other nodes' settings between them, only the latter counts. */
function coalesce(waiting: Edit[], edit: Edit): void {
  if ('set_node' in edit) {
    for (let index = waiting.length - 1; index >= 0; index -= 1) {
      const before = waiting[index];
      if (before === undefined || !('set_node' in before)) break;
      if (before.set_node.id !== edit.set_node.id) continue;
      waiting[index] = edit;
      return;
    }
  }
  waiting.push(edit);
}

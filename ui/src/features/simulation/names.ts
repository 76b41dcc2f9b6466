import { groupsAround, labelOf, nodeOf, ownSystem } from '@/document';
import type { Definition } from '@/generated/model';

const SYSTEM_POOL = 'system:';

/** Names, systems and colours of nodes by their identifiers; what the definition does not know keeps its identifier. */
export class Names {
  readonly #whole: Definition | null;

  constructor(whole: Definition | null) {
    this.#whole = whole;
  }

  /** Its name; of the begin and the end of a subflow with the subflow's before it. */
  label(id: string): string {
    const node = this.#whole === null ? undefined : nodeOf(this.#whole, id);
    if (node === undefined) return id;
    return isSubflowBorder(id, node.kind) ? `${this.label(id.slice(0, id.lastIndexOf('/')))} / ${labelOf(node)}` : labelOf(node);
  }

  /** A group or a subflow: drawn as what it holds, not as a row of its own. */
  isBox(id: string): boolean {
    const kind = this.#whole === null ? undefined : nodeOf(this.#whole, id)?.kind;
    return kind === 'group' || kind === 'subflow';
  }

  /** Whether a node lies in a group or subflow, however deep. */
  holds(box: string, id: string): boolean {
    const node = this.#whole === null ? undefined : nodeOf(this.#whole, id);
    if (this.#whole === null || node === undefined) return id.startsWith(`${box}/`);
    return groupsAround(this.#whole, node).some((group) => group.id === box);
  }

  /** Begins, ends, milestones and decisions pass at once; all else takes time or may. */
  takesTime(id: string): boolean {
    const kind = this.#whole === null ? undefined : nodeOf(this.#whole, id)?.kind;
    return kind === undefined || !['begin', 'end', 'milestone', 'decision', 'group', 'subflow'].includes(kind);
  }

  /** Whether a node has a row of its own: boxes do not, nor do the begins and ends of subflows. */
  hasRow(id: string): boolean {
    const kind = this.#whole === null ? undefined : nodeOf(this.#whole, id)?.kind;
    return !this.isBox(id) && !isSubflowBorder(id, kind);
  }

  isEnd(id: string): boolean {
    return this.#whole !== null && !id.includes('/') && nodeOf(this.#whole, id)?.kind === 'end';
  }

  /** The system's identifier; of a node that is not known, that of the subflow it is in. */
  system(id: string): string | null {
    if (this.#whole === null) return null;
    const node = nodeOf(this.#whole, id) ?? nodeOf(this.#whole, id.split('/')[0] ?? id);
    return node === undefined ? null : (ownSystem(this.#whole, node) ?? null);
  }

  hue(id: string): string | undefined {
    const system = this.#whole?.systems?.find((each) => each.id === this.system(id));
    return system === undefined ? undefined : `system-${system.colour}`;
  }

  systemName(id: string): string {
    const system = this.system(id);
    return this.#whole?.systems?.find((each) => each.id === system)?.name ?? '';
  }

  /** Whether a node takes of a pool or a lock at work; of `system:core` every job of the system does. */
  takes(id: string, resource: string): boolean {
    const node = this.#whole === null ? undefined : nodeOf(this.#whole, id);
    if (node === undefined || this.isBox(id)) return false;
    if (resource.startsWith(SYSTEM_POOL)) return this.takesTime(id) && this.system(id) === resource.slice(SYSTEM_POOL.length);
    return node.uses?.some(({ pool }) => pool === resource) === true || node.locks?.some(({ lock }) => lock === resource) === true;
  }

  systemById(id: string): string {
    return this.#whole?.systems?.find((each) => each.id === id)?.name ?? id;
  }

  /** A pool or a lock; `system:core` is how many jobs of a system may run at once. */
  resource(id: string): string {
    if (id.startsWith(SYSTEM_POOL)) {
      const system = id.slice(SYSTEM_POOL.length);
      return this.#whole?.systems?.find((each) => each.id === system)?.name ?? system;
    }
    const pool = this.#whole?.pools?.find((each) => each.id === id);
    return (pool ?? this.#whole?.locks?.find((each) => each.id === id))?.name ?? id;
  }
}

/** The begin or the end of a subflow, of which there are many. */
function isSubflowBorder(id: string, kind: string | undefined): boolean {
  return id.includes('/') && (kind === 'begin' || kind === 'end');
}

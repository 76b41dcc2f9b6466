import { ask, listen, useSession, type Person as Acting, type RuntimeState } from '@/backend';
import { openWorkflow } from '@/document';
import type { Person, Push, RuntimeStatus } from '@/generated/asks';

/** Keeps the frame's view of the runtime and the person true: asks once, then hears of every change. */
export function followSession(): void {
  useSession.setState({ runtime: { name: 'local', state: 'starting' }, onSwitch: actAs });
  listen<Push>('daybreak', (push) => {
    if (push.kind === 'status') show(push.status);
  });
  void ask('runtime.status', {}).then(show, () => undefined);
}

/** Opens the workflow that the window was started with, or the one that holds the whole of the folder. */
export async function openFirst(): Promise<void> {
  const named = new URLSearchParams(window.location.search).get('open');
  const path = named ?? (await ask('library.list', {})).first;
  if (path !== null) await openWorkflow(path);
}

function show(status: RuntimeStatus): void {
  useSession.setState({
    runtime: { name: 'local', state: stateOf(status), detail: status.problem ?? status.address ?? undefined },
    person: status.person === null ? null : acting(status.person),
    people: status.people.map(acting),
  });
}

function stateOf(status: RuntimeStatus): RuntimeState {
  if (!status.connected) return 'unreachable';
  return status.mode === 'read_only' ? 'read-only' : 'ready';
}

function acting(person: Person): Acting {
  return { id: person.name, name: person.display, roles: person.roles };
}

function actAs(name: string): void {
  void ask('people.use', { name }).then(show, () => undefined);
}

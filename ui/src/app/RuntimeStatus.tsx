import { useSession, type RuntimeState } from '@/backend';
import { Tooltip } from '@/kit';
import { useText, type TextKey } from '@/lib/i18n';

const WORDS: Record<RuntimeState, TextKey> = {
  unknown: 'app.runtimeUnknown',
  starting: 'app.runtimeStarting',
  ready: 'app.runtimeReady',
  'read-only': 'app.runtimeReadOnly',
  unreachable: 'app.runtimeUnreachable',
};

export function RuntimeStatus() {
  const text = useText();
  const { name, state, detail } = useSession((session) => session.runtime);
  return (
    <Tooltip text={detail ?? ''}>
      <div className={`runtime-status runtime-${state}`} role="status">
        <span className="runtime-dot" />
        <span>{text('app.runtime')}: {name}, {text(WORDS[state])}</span>
      </div>
    </Tooltip>
  );
}

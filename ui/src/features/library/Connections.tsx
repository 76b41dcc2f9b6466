import { useAsk, useRuntimeStart } from '@/backend';
import { Badge, Button, ErrorNotice, Panel } from '@/kit';
import { useText } from '@/lib/i18n';

/** The runtimes that this window can reach; one on this machine. */
export function Connections() {
  const text = useText();
  const { data, error, refresh } = useAsk('runtime.status', {});
  const { busy, problem: failed, start } = useRuntimeStart(refresh);
  const problem = failed ?? error;
  return (
    <div className="library-section library-narrow">
      <Panel title={text('library.localRuntime')} tools={<Badge tone={data?.connected === true ? 'good' : 'caution'}>{text(data?.connected === true ? 'library.up' : 'library.down')}</Badge>}>
        <dl className="facts">
          <dt>{text('library.address')}</dt><dd className="selectable">{data?.address ?? '–'}</dd>
          <dt>{text('library.version')}</dt><dd>{data?.version ?? '–'}</dd>
          <dt>{text('library.mode')}</dt><dd>{data?.mode === null || data?.mode === undefined ? '–' : text(data.mode === 'owner' ? 'library.owner' : 'library.readOnly')}</dd>
          {data?.problem !== null && data?.problem !== undefined && <><dt>{text('library.problem')}</dt><dd className="selectable">{data.problem}</dd></>}
        </dl>
        <div className="library-tools">
          {data?.connected === false && <Button kind="primary" icon="play" busy={busy} onClick={start}>{text('app.startRuntime')}</Button>}
          <Button kind="quiet" icon="retry" onClick={refresh}>{text('library.again')}</Button>
        </div>
        {problem !== undefined && <ErrorNotice notice={problem} />}
      </Panel>
    </div>
  );
}

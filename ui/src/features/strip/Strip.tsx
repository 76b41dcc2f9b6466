import { labelOf, nodeOf, useForecast, useScenario, type Report, type Workflow } from '@/document';
import type { ForecastReport } from '@/generated/asks';
import { Delta, Tooltip } from '@/kit';
import { useText } from '@/lib/i18n';
import { go } from '@/lib/navigation';
import { formatPercent, minus } from '@/lib/number';
import { riskOf } from '@/lib/risk';
import { formatDuration, formatExactDuration } from '@/lib/time';
import './strip.css';

/** What is true of the workflow as drawn: its window, the change against the published one, P95, deadlines, the critical path. */
export function Strip({ workflow, onShow }: { workflow: Workflow; onShow: (id: string) => void }) {
  const text = useText();
  const strip = workflow.use((state) => state.planned ?? state.assessment.strip);
  const obstacle = workflow.use((state) => state.assessment.obstacle);
  const isOld = workflow.use((state) => state.assessing && state.planned === null);
  const forecast = useForecast(workflow);
  const { verbs } = useScenario(workflow.document);
  if (strip === null) return <span className="strip-obstacle">{obstacle ?? text('designer.noWindow')}</span>;
  const prove = (section: string) => () => go('simulate', { section });
  const samples = forecast.data?.samples ?? 0;
  return (
    <div className={isOld ? 'strip strip-old' : 'strip'} aria-live="polite">
      {verbs.length > 0 && <span className="strip-about">{text('designer.withoutScenario')}</span>}
      <Tooltip text={text('designer.windowTip', { exact: formatExactDuration(strip.window_s) })}>
        <button type="button" className="strip-figure" data-figure="window" onClick={prove('plan')}>
          {text('designer.window')} <strong>{formatDuration(strip.window_s)}</strong>
          {strip.published_window_s !== null && (
            <span className="strip-delta">
              (<Delta value={minus(strip.window_s, strip.published_window_s)} /> {text('designer.toVersion', { version: strip.published_version ?? 0 })})
            </span>
          )}
        </button>
      </Tooltip>
      <Tooltip text={forecast.error === null ? text('designer.p95Tip', { count: samples }) : forecast.error.message}>
        <button type="button" className="strip-figure" data-figure="p95" aria-busy={forecast.pending} onClick={prove('forecast')}>
          P95 <strong>{forecast.data === null ? '…' : formatDuration(forecast.data.window_s.p95)}</strong>
        </button>
      </Tooltip>
      <Deadlines workflow={workflow} forecast={forecast} onClick={prove('deadlines')} />
      <CriticalPath workflow={workflow} path={strip.critical_path} onShow={onShow} />
    </div>
  );
}

function Deadlines({ workflow, forecast, onClick }: { workflow: Workflow; forecast: Report<ForecastReport>; onClick: () => void }) {
  const text = useText();
  const definition = workflow.use((state) => state.definition);
  const count = forecast.data?.samples ?? 0;
  const deadlines = [...(forecast.data?.deadlines ?? [])].sort((a, b) => a.probability - b.probability).slice(0, 2);
  return deadlines.map(({ node, at, probability, error }) => {
    const known = definition === null ? undefined : nodeOf(definition, node);
    const tone = riskOf(probability);
    const tip = error === undefined ? text('designer.deadlineTip', { count }) : text('designer.deadlineTipError', { count, error: formatPercent(error) });
    return (
      <Tooltip key={`${node} ${at}`} text={tip}>
        <button type="button" className="strip-figure" data-figure="deadline" onClick={onClick}>
          {text('designer.deadlineFigure', { node: known === undefined ? node : labelOf(known), at })} <strong className={`strip-${tone}`}>{formatPercent(probability)}</strong>
        </button>
      </Tooltip>
    );
  });
}

function CriticalPath({ workflow, path, onShow }: { workflow: Workflow; path: readonly string[]; onShow: (id: string) => void }) {
  const text = useText();
  const definition = workflow.use((state) => state.definition);
  const tops: string[] = [];
  for (const each of path) {
    const id = each.split('/')[0] ?? each;
    const kind = definition === null ? undefined : nodeOf(definition, id)?.kind;
    if (tops.at(-1) !== id && kind !== undefined && kind !== 'begin' && kind !== 'end') tops.push(id);
  }
  const name = (id: string) => {
    const node = definition === null ? undefined : nodeOf(definition, id);
    return node === undefined ? id : labelOf(node);
  };
  if (tops.length === 0) return null;
  return (
    <span
      className="strip-path" data-figure="critical"
      onBlur={(event) => {
        // A name that had the focus has moved the others out of view.
        if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.scrollLeft = 0;
      }}
    >
      <span className="strip-path-label">{text('designer.criticalPath')}</span>
      {tops.map((id, index) => (
        <span key={`${id} ${index}`}>
          {index > 0 && <span className="strip-path-step"> › </span>}
          <button type="button" className="strip-node" onClick={() => onShow(id)}>{name(id)}</button>
        </span>
      ))}
    </span>
  );
}

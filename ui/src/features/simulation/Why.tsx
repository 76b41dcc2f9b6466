import { useMemo } from 'react';
import type { Workflow } from '@/document';
import type { ForecastReport, PlanReport } from '@/generated/asks';
import { Badge, IconButton, Panel } from '@/kit';
import { useText } from '@/lib/i18n';
import { go } from '@/lib/navigation';
import { formatPercent, plus } from '@/lib/number';
import { formatClock, formatDuration } from '@/lib/time';
import { DRIVERS } from './drivers';
import type { Names } from './names';
import { beginClock, driverWords } from './picture';
import { holdersAt, namesInWords } from './reading';
import { showInDesign } from './show-in-design';
import { whyChain } from './why';

interface WhyProps {
  workflow: Workflow;
  plan: PlanReport;
  forecast: ForecastReport | null;
  id: string;
  names: Names;
  onChoose: (id: string) => void;
  onClose: () => void;
}

/** Why a job starts when it does, step by step back to Begin, and its figures. */
export function Why({ workflow, plan, forecast, id, names, onChoose, onClose }: WhyProps) {
  const text = useText();
  const steps = useMemo(() => whyChain(plan, id, names), [plan, id, names]);
  const begin = beginClock(plan);
  const show = () => {
    showInDesign(workflow, id).catch(() => go('design'));
  };
  const tools = (
    <>
      <IconButton icon="design" size={14} label={text('simulation.showInDesign')} onClick={show} />
      <IconButton icon="close" size={14} label={text('kit.close')} onClick={onClose} />
    </>
  );
  return (
    <Panel title={names.label(id)} tools={tools} fill>
      <JobFacts plan={plan} forecast={forecast} id={id} names={names} />
      <h3 className="why-title">{text('simulation.why', { time: formatClock(begin + (plan.nodes[id]?.start_s ?? 0)) })}</h3>
      <ol className="why" aria-label={text('simulation.whyLabel')}>
        {steps.map((step) => (
          <li key={step.id} className={step.id === id ? 'why-self' : ''}>
            <button type="button" onClick={() => onChoose(step.id)} aria-current={step.id === id || undefined}>
              <span className="why-time">{formatClock(begin + step.node.start_s)}</span>
              <span className="why-name">{names.label(step.id)}</span>
              <span className="why-length">{formatDuration(step.node.finish_s - step.node.start_s)}</span>
            </button>
            <p>
              <i style={{ background: `var(--${DRIVERS[step.node.driver.kind].colour})` }} />
              {driverWords(step.node, names, text)}
              {step.wait_s > 0 && <Badge tone="caution">{text('simulation.waited', { time: formatDuration(step.wait_s) })}</Badge>}
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function JobFacts({ plan, forecast, id, names }: Pick<WhyProps, 'plan' | 'forecast' | 'id' | 'names'>) {
  const text = useText();
  const node = plan.nodes[id];
  const expected = forecast?.nodes[id];
  const begin = beginClock(plan);
  if (!node) return null;
  const latest = formatClock(begin + node.latest_finish_s);
  const { ready_s: ready, driver: { resource } } = node;
  const facts: [string, string][] = [
    ...(names.systemName(id) === '' ? [] : [[text('simulation.system'), names.systemName(id)] satisfies [string, string]]),
    ...(ready === undefined ? [] : [[text('simulation.ready'), text('simulation.readyWaits', {
      time: formatClock(begin + ready), wait: formatDuration(node.start_s - ready), resource: resource ? names.resource(resource) : text('simulation.driverPool'),
    })] satisfies [string, string]]),
    [text('chart.start'), formatClock(begin + node.start_s)],
    [text('chart.end'), formatClock(begin + node.finish_s)],
    [text('simulation.finishP95'), expected === undefined ? '–' : formatClock(plus(begin, expected.finish_s.p95))],
    [text('simulation.slack'), text('simulation.slackUntil', { slack: formatDuration(node.slack_s), time: latest })],
    [text('simulation.criticality'), expected === undefined ? '–' : formatPercent(expected.criticality)],
  ];
  return (
    <>
      {ready !== undefined && resource && <Holders plan={plan} resource={resource} at={ready} id={id} names={names} />}
      {plan.critical_path.includes(id) && <Badge tone="critical">{text('simulation.critical')}</Badge>}
      <dl className="why-facts">
        {facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      </dl>
      {id.includes('/') && <p className="why-within">{text('simulation.inSubflow', { name: names.label(id.slice(0, id.lastIndexOf('/'))) })}</p>}
    </>
  );
}

/** Who had the resource while a job stood ready for it. */
function Holders({ plan, resource, at, id, names }: { plan: PlanReport; resource: string; at: number; id: string; names: Names }) {
  const text = useText();
  const holders = holdersAt(plan, resource, at, names).filter((each) => each !== id);
  if (holders.length === 0) return null;
  return <p className="why-within">{text('simulation.holders', { resource: names.resource(resource), time: formatClock(beginClock(plan) + at), names: namesInWords(holders, names, text) })}</p>;
}

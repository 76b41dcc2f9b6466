import type { PlanReport } from '@/generated/asks';
import { Tabs, type Tab } from '@/kit';
import { useText } from '@/lib/i18n';
import type { Designer } from '../designer';
import type { Report } from '@/document';
import { JobsTable } from './JobsTable';
import { JsonEditor } from './JsonEditor';
import { Problems } from './Problems';
import { Timeline } from './Timeline';

export type BottomTab = 'problems' | 'timeline' | 'table' | 'json';

interface BottomPanelProps {
  designer: Designer;
  plan: Report<PlanReport>;
  tab: BottomTab;
  onTab: (tab: BottomTab) => void;
}

/** What lies below the canvas: problems, the timeline, the table of all jobs, the JSON. */
export function BottomPanel({ designer, plan, tab, onTab }: BottomPanelProps) {
  const text = useText();
  const diagnostics = designer.workflow.use((state) => state.assessment.diagnostics);
  const worst = diagnostics.some(({ severity }) => severity === 'error') ? 'bad' : 'caution';
  const tabs: Tab<BottomTab>[] = [
    { id: 'problems', label: text('designer.problems'), icon: 'warning', ...(diagnostics.length > 0 ? { count: diagnostics.length, countTone: worst } : {}) },
    { id: 'timeline', label: text('designer.timeline'), icon: 'gantt' },
    { id: 'table', label: text('designer.table'), icon: 'table' },
    { id: 'json', label: 'JSON', icon: 'code' },
  ];
  return (
    <section className="bottom-panel">
      <Tabs label={text('designer.below')} tabs={tabs} chosen={tab} onChoose={onTab} />
      <div className="bottom-body" role="tabpanel">
        {tab === 'problems' && <Problems designer={designer} />}
        {tab === 'timeline' && <Timeline designer={designer} plan={plan} />}
        {tab === 'table' && <JobsTable designer={designer} />}
        {tab === 'json' && <JsonEditor designer={designer} />}
      </div>
    </section>
  );
}

import { useEffect, useMemo } from 'react';
import { contentOf } from '@/document';
import { EmptyState, SplitPane } from '@/kit';
import { useText } from '@/lib/i18n';
import { useValue } from '@/lib/store';
import { useNight } from '../night-store';
import type { NightViewProps } from '../night-view';
import { BoundPanel } from './BoundPanel';
import { TuneAnswer } from './TuneAnswer';
import { TuneForm } from './TuneForm';
import { acceptedTuning, bounding, isOf, raisedBy, tuning, type NightOf } from './tuning';
import './tuning.css';

/** How near the window is to the best possible, and a better order of jobs at no cost. */
export function Tune({ workflow, plan, whole, names }: NightViewProps) {
  const text = useText();
  const { document } = workflow;
  const content = workflow.use(contentOf);
  const date = plan.business_date;
  const hasScenario = useNight((night) => (night.wanted?.verbs.length ?? 0) > 0);
  const night = useMemo((): NightOf => ({ document, content, date }), [document, content, date]);
  const bound = bounding.use();
  const tuned = tuning.use();
  useEffect(() => {
    // What can be proven at once is proven without being asked for.
    if (!isOf(bounding.use.getState().wanted, night)) void bounding.start({ ...night, seconds: 0 });
  }, [night]);
  const isMine = tuned.wanted?.document === document;
  const accepted = useValue(acceptedTuning);
  const isAccepted = accepted !== null && accepted.answer === tuned.answer && accepted.content === content && tuned.wanted?.date === date;
  const proven = raisedBy(isOf(bound.wanted, night) ? bound.answer : null, isOf(tuned.wanted, night) || isAccepted ? tuned.answer : null);
  return (
    <SplitPane storageKey="simulation.tuning" split="columns" sized="first" initial={520} min={360} max={900}>
      <div className="tuning-side">
        <BoundPanel night={night} state={bound} proven={proven} />
        <TuneForm night={night} state={tuned} />
        {hasScenario && <p className="outcome-note">{text('advisor.ofDocument')}</p>}
      </div>
      <div className="tuning-answer" aria-live="polite">
        {isMine && tuned.answer !== null && tuned.wanted !== null
          ? <TuneAnswer workflow={workflow} report={tuned.answer} bound_s={Math.max(tuned.answer.bound_s, proven?.bound_s ?? 0)} isOld={!isOf(tuned.wanted, night)} whole={whole} names={names} />
          : tuned.progress === null && <EmptyState icon="settings" line={text('tuning.empty')} />}
      </div>
    </SplitPane>
  );
}

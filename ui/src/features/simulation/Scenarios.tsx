import { useMemo, useState } from 'react';
import { useAsk } from '@/backend';
import { contentOf, useScenario } from '@/document';
import type { ComparedBase, Scenario } from '@/generated/asks';
import { Button, Checkbox, EmptyState, ErrorNotice, SelectField, showsWrongField } from '@/kit';
import { useText } from '@/lib/i18n';
import { useValue } from '@/lib/store';
import { comparing, type CompareWanted } from './compare-store';
import { IN_HAND, scenarioName } from './comparison';
import { Running } from './Forecasting';
import type { NightViewProps } from './night-view';
import { sampling } from './sampling';
import { SamplingFields } from './SamplingFields';
import { asScenario } from './scenario-files';
import { ScenarioTable } from './ScenarioTable';

/** Scenarios side by side: which, against what, over how many nights; and what comes of them. */
export function Scenarios({ workflow, plan, names }: NightViewProps) {
  const text = useText();
  const { document } = workflow;
  const inHand = useScenario(document);
  const date = plan.business_date;
  const content = workflow.use(contentOf);
  const { samples, seed } = useValue(sampling);
  const { data: files, error } = useAsk('scenario.list', { document });
  const { wanted, answer: comparison, problem, progress } = comparing.use();
  const [base, setBase] = useState<ComparedBase>('document');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const offered = useMemo((): Scenario[] => {
    const saved = (files ?? []).flatMap(({ scenario, path }) => (scenario === null || path === inHand.path ? [] : [scenario]));
    return inHand.verbs.length === 0 ? saved : [asScenario(workflow, inHand.name ?? IN_HAND), ...saved];
  }, [files, inHand, workflow]);
  const chosen = offered.filter(({ name }) => !left.has(name));
  const request: CompareWanted = { document, content, scenarios: chosen, base, samples, seed, date };
  const elsewhen = chosen.filter(({ business_date: meant }) => meant !== undefined && meant !== date);
  const toggle = (name: string) => {
    const next = new Set(left);
    if (!next.delete(name)) next.add(name);
    setLeft(next);
  };
  const isMine = wanted?.document === document;
  if (offered.length === 0 && !(isMine && comparison !== null)) {
    return <>{error !== undefined && <ErrorNotice notice={error} />}<EmptyState icon="compare" line={text('scenario.compareEmpty')} /></>;
  }
  const isOld = isMine && comparison !== null && JSON.stringify(wanted) !== JSON.stringify(request);
  return (
    <div className="scenarios">
      <form
        className="scenarios-choice"
        onSubmit={(event) => {
          event.preventDefault();
          if (!showsWrongField(event.currentTarget)) void comparing.start(request);
        }}
      >
        <fieldset>
          <legend>{text('scenario.chosenNames')}</legend>
          {offered.map(({ name }) => <Checkbox key={name} label={scenarioName(name, text)} value={!left.has(name)} onChange={() => toggle(name)} />)}
        </fieldset>
        <SelectField
          label={text('scenario.againstBase')} layout="stack" value={base} onChange={setBase}
          options={[{ value: 'document', label: text('scenario.document') }, { value: 'published', label: text('scenario.published') }]}
        />
        <SamplingFields layout="stack" />
        <Button type="submit" kind="primary" icon="compare" disabled={chosen.length === 0} busy={progress !== null} tip={chosen.length === 0 ? text('scenario.noneChosen') : text('scenario.comparing', { count: chosen.length })}>
          {text('scenario.compare')}
        </Button>
      </form>
      {elsewhen.length > 0 && <p className="night-note night-note-caution">{text('scenario.otherDate', { date, names: elsewhen.map(({ name }) => scenarioName(name, text)).join(', ') })}</p>}
      <Running work={progress} onCancel={comparing.stop} />
      {isMine && problem !== null && problem.code !== 'cancelled' && <ErrorNotice notice={problem} />}
      {isOld && <p className="night-note night-note-caution">{text('scenario.outdated')}</p>}
      {isMine && comparison !== null && <ScenarioTable comparison={comparison} names={names} />}
    </div>
  );
}

import type { Definition, Estimate, OnFailure, Restart } from '@/generated/model';
import { Button, DayTimeField, DurationField, NumberField, Panel, SelectField, SwitchField, TextField } from '@/kit';
import { useText } from '@/lib/i18n';
import { labelOf } from '@/document';
import { DaysFields } from './DaysFields';
import { EnvironmentFields } from './EnvironmentFields';
import { EstimateFields } from './EstimateFields';
import { DurationOnFields } from './DurationOnFields';
import { shown, type Level } from './setting-fields';
import { ThresholdField } from './ThresholdField';

/** The settings that every level can state: workflow, system, group, node. `prefix` keeps their folds apart. */
export function SettingsPanels({ level, definition, prefix }: { level: Level; definition: Definition; prefix: string }) {
  return (
    <>
      <DurationPanel level={level} prefix={prefix} />
      <FailurePanel level={level} definition={definition} prefix={prefix} />
      <WatchPanel level={level} prefix={prefix} />
      <PeoplePanel level={level} prefix={prefix} />
    </>
  );
}

interface PartProps {
  level: Level;
  prefix: string;
}

function DurationPanel({ level, prefix }: PartProps) {
  const text = useText();
  const { value, origin, onReset } = shown(level, 'duration', text);
  return (
    <Panel title={text('designer.duration')} foldKey={`${prefix}.duration`}>
      <EstimateFields label={text('designer.estimate')} value={value} origin={origin} onReset={onReset} onChange={(duration) => level.put({ duration, observed: undefined })} />
      <DurationOnFields level={level} />
      <OverheadFields level={level} />
    </Panel>
  );
}

/** What every attempt of a job takes before its work begins. */
function OverheadFields({ level }: { level: Level }) {
  const text = useText();
  const { value, origin, onReset } = shown(level, 'overhead', text);
  const put = (overhead: Estimate) => level.put({ overhead });
  if (value === null) return <Button kind="quiet" icon="plus" onClick={() => put({ fixed: '1s' })}>{text('designer.addOverhead')}</Button>;
  return <EstimateFields label={text('designer.overhead')} value={value} origin={origin} onReset={onReset} onChange={put} />;
}

function FailurePanel({ level, definition, prefix }: PartProps & { definition: Definition }) {
  const text = useText();
  const retry = shown(level, 'retry', text);
  const after = shown(level, 'on_failure', text);
  const restart = shown(level, 'restart', text);
  const chance = shown(level, 'failure_probability', text);
  const attempts = retry.value ?? { attempts: 1 };
  const handlers = definition.nodes.filter((node) => node.kind === 'job').map((node) => ({ value: node.id, label: labelOf(node) }));
  const kind = after.value === null || after.value === 'stop' ? 'stop' : after.value === 'continue' ? 'continue' : 'handler';
  const failures = (['stop', 'continue', 'handler'] as const).map((each) => ({ value: each, label: text(`designer.failure_${each}`) }));
  const put = (choice: 'stop' | 'continue' | 'handler'): OnFailure => (choice === 'handler' ? { handler: handlers[0]?.value ?? '' } : choice);
  return (
    <Panel title={text('designer.failure')} foldKey={`${prefix}.failure`}>
      <NumberField
        label={text('designer.attempts')} value={attempts.attempts} min={1} max={100} whole origin={retry.origin} onReset={retry.onReset}
        onChange={(count) => level.put({ retry: { ...attempts, attempts: count ?? 1 } })}
      />
      {attempts.attempts > 1 && (
        <>
          <DurationField label={text('designer.retryDelay')} value={attempts.delay ?? null} onChange={(delay) => level.put({ retry: { ...attempts, delay: delay ?? '0s' } })} />
          <NumberField
            label={text('designer.backOff')} value={attempts.back_off ?? null} min={1} max={10}
            onChange={(factor) => level.put({ retry: factor === null ? { attempts: attempts.attempts, delay: attempts.delay ?? '0s' } : { ...attempts, back_off: factor } })}
          />
        </>
      )}
      <SelectField label={text('designer.onFailure')} value={kind} options={failures} origin={after.origin} onReset={after.onReset} onChange={(choice) => level.put({ on_failure: put(choice) })} />
      {typeof after.value === 'object' && after.value !== null && (
        <SelectField label={text('designer.handler')} value={after.value.handler} options={handlers} onChange={(handler) => level.put({ on_failure: { handler } })} />
      )}
      <SelectField<Restart>
        label={text('designer.restart')} value={restart.value ?? 'ask'} origin={restart.origin} onReset={restart.onReset}
        options={[{ value: 'ask', label: text('designer.restart_ask') }, { value: 'safe', label: text('designer.restart_safe') }]}
        onChange={(value) => level.put({ restart: value })}
      />
      <NumberField
        label={text('designer.failureProbability')} value={chance.value === null ? null : Math.round(chance.value * 100_000) / 1000} min={0} max={100} unit="%"
        origin={chance.origin} onReset={chance.onReset}
        onChange={(percent) => level.put({ failure_probability: percent === null ? undefined : percent / 100 })}
      />
    </Panel>
  );
}

function WatchPanel({ level, prefix }: PartProps) {
  const text = useText();
  const timeout = shown(level, 'timeout', text);
  const late = shown(level, 'late_after', text);
  return (
    <Panel title={text('designer.time')} foldKey={`${prefix}.watch`}>
      <DurationField label={text('designer.timeout')} {...timeout} onChange={(value) => level.put({ timeout: value ?? undefined })} />
      <DayTimeField label={text('designer.lateAfter')} {...late} onChange={(value) => level.put({ late_after: value ?? undefined })} />
      <ThresholdField label={text('designer.longerThan')} shown={shown(level, 'longer_than', text)} onChange={(longer_than) => level.put({ longer_than })} />
      <ThresholdField label={text('designer.shorterThan')} shown={shown(level, 'shorter_than', text)} onChange={(shorter_than) => level.put({ shorter_than })} />
      <DaysFields shown={shown(level, 'days', text)} onChange={(days) => level.put({ days })} />
    </Panel>
  );
}

function PeoplePanel({ level, prefix }: PartProps) {
  const text = useText();
  const plain = (key: 'owner' | 'runbook' | 'directory') => {
    const { value, origin, onReset } = shown(level, key, text);
    return (
      <TextField
        label={text(`designer.${key}`)} value={value ?? ''} origin={origin} onReset={onReset} mono={key !== 'owner'}
        onChange={(typed) => level.put({ [key]: typed.trim() === '' ? undefined : typed.trim() })}
      />
    );
  };
  return (
    <Panel title={text('designer.surroundings')} foldKey={`${prefix}.people`}>
      {plain('owner')}
      {plain('runbook')}
      {plain('directory')}
      <EnvironmentFields level={level} />
    </Panel>
  );
}

/** Priority and the critical flag, which belong with the resources of a node. */
export function UrgencyFields({ level }: { level: Level }) {
  const text = useText();
  const priority = shown(level, 'priority', text);
  const critical = shown(level, 'critical', text);
  return (
    <>
      <NumberField label={text('designer.priority')} {...priority} whole onChange={(value) => level.put({ priority: value ?? undefined })} />
      <SwitchField label={text('designer.critical')} value={critical.value ?? false} origin={critical.origin} onReset={critical.onReset} onChange={(value) => level.put({ critical: value })} />
    </>
  );
}

import { useState } from 'react';
import { Checkbox, DayTimeField, DurationField, NumberField, SelectField, SwitchField, TextAreaField, TextField } from '@/kit';

export function FieldSamples() {
  const [name, setName] = useState('core-interest-posting');
  const [span, setSpan] = useState<string | null>('1h5m');
  const [deadline, setDeadline] = useState<string | null>('05:00');
  const [units, setUnits] = useState<number | null>(4);
  const [system, setSystem] = useState<'core' | 'gl' | 'dw'>('core');
  const [critical, setCritical] = useState(true);
  const [note, setNote] = useState('Posts interest before balances are struck.');
  return (
    <div>
      <TextField label="Name" value={name} onChange={setName} />
      <TextField label="Owner" value="core-batch" onChange={setName} origin="inherited from system core" />
      <SelectField label="System" value={system} onChange={setSystem} options={[{ value: 'core', label: 'Core banking' }, { value: 'gl', label: 'General ledger' }, { value: 'dw', label: 'Data warehouse' }]} />
      <DurationField label="Duration" value={span} onChange={setSpan} hint="history, n = 31" onReset={() => setSpan('20m')} />
      <DayTimeField label="Deadline" value={deadline} onChange={setDeadline} />
      <NumberField label="Pool units" value={units} onChange={setUnits} min={1} whole unit="of 8" />
      <SwitchField label="Critical" value={critical} onChange={setCritical} />
      <Checkbox label="Restart is safe" value={critical} onChange={setCritical} hint="May be started again when its fate is unknown." />
      <TextAreaField label="Note" layout="stack" value={note} onChange={setNote} />
    </div>
  );
}

import type { DayClass, Estimate } from '@/generated/model';
import { Button, SelectInput } from '@/kit';
import { useText } from '@/lib/i18n';
import { orNone, withParts } from '../actions/node-fields';
import { DAY_CLASSES } from './DaysFields';
import { EstimateFields } from './EstimateFields';
import { originWords, type Level } from './setting-fields';

/** Other durations on days of a class, stated here or inherited. */
export function DurationOnFields({ level }: { level: Level }) {
  const text = useText();
  const stated = level.stated.duration_on ?? {};
  const inherited = level.resolved?.duration_on ?? {};
  const put = (day: DayClass, estimate: Estimate | undefined) => {
    // What was counted behind the duration of that class is no longer behind it.
    const { observed } = level.stated;
    const counted = observed && withParts(observed, { on: orNone(withParts(observed.on ?? {}, { [day]: undefined })) });
    level.put({ duration_on: orNone(withParts(stated, { [day]: estimate })), observed: counted && orNone(counted) });
  };
  const present = DAY_CLASSES.filter((day) => stated[day] !== undefined || inherited[day] !== undefined);
  const absent = DAY_CLASSES.filter((day) => !present.includes(day) && day !== 'normal');
  return (
    <>
      {present.map((day) => {
        const own = stated[day];
        const from = inherited[day];
        return (
          <EstimateFields
            key={day}
            label={text(`designer.day_${day}`)}
            value={own ?? from?.value ?? null}
            origin={own !== undefined ? text('designer.originStated') : from === undefined ? undefined : originWords(from.origin, text)}
            onReset={own === undefined ? undefined : () => put(day, undefined)}
            onChange={(estimate) => put(day, estimate)}
          />
        );
      })}
      {absent.length > 0 && <AddDay absent={absent} onAdd={(day) => put(day, level.stated.duration ?? level.resolved?.duration.value ?? { fixed: '5m' })} />}
    </>
  );
}

function AddDay({ absent, onAdd }: { absent: readonly DayClass[]; onAdd: (day: DayClass) => void }) {
  const text = useText();
  const [first] = absent;
  const options = absent.map((day) => ({ value: day, label: text(`designer.day_${day}`) }));
  if (first === undefined) return null;
  if (absent.length === 1) return <Button kind="quiet" icon="plus" onClick={() => onAdd(first)}>{text('designer.durationOn')}</Button>;
  return (
    <div className="inspector-add">
      <SelectInput value={null} options={options} onChange={onAdd} label={text('designer.durationOn')} />
      <span className="inspector-hint">{text('designer.durationOn')}</span>
    </div>
  );
}

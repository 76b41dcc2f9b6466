import { NumberField } from '@/kit';
import { useText } from '@/lib/i18n';
import { useValue } from '@/lib/store';
import { sampling } from './sampling';

/** Over how many nights is forecast, and which ones. */
export function SamplingFields({ layout }: { layout: 'row' | 'stack' }) {
  const text = useText();
  const { samples, seed } = useValue(sampling);
  return (
    <>
      <NumberField label={text('scenario.samples')} layout={layout} whole min={1} max={1_000_000} value={samples} onChange={(value) => value !== null && sampling.set({ samples: value, seed })} />
      <NumberField label={text('scenario.seed')} layout={layout} whole min={0} value={seed} onChange={(value) => value !== null && sampling.set({ samples, seed: value })} />
    </>
  );
}

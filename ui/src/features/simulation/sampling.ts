import { isNumberRecord } from '@/lib/storage';
import { rememberedStore, valueStore } from '@/lib/store';
import { SAMPLES, SEED } from './night-store';

export interface Sampling {
  /** How many nights a forecast simulates. */
  samples: number;
  /** The same seed gives the same nights. */
  seed: number;
}

const isSampling = (value: unknown): value is Sampling =>
  isNumberRecord(value) && Number.isInteger(value['samples']) && Number(value['samples']) > 0 && Number.isInteger(value['seed']);

/** How forecasts are made on this page, by every view. */
export const sampling = rememberedStore<Sampling>('simulation.sampling', { samples: SAMPLES, seed: SEED }, isSampling);

/** The business date that was chosen for a document; null is the next one. It stays while the document is looked at. */
export const chosenDate = valueStore<{ document: number | null; date: string | null }>({ document: null, date: null });

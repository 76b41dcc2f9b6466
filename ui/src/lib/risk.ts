/** A promise that is kept in fewer nights than this is at risk. */
export const SAFE = 0.95;
/** Below this it is more than at risk. */
const LOST = 0.8;

export type Risk = 'good' | 'caution' | 'bad';

/** How a probability of being in time is to be taken. */
export function riskOf(probability: number): Risk {
  if (probability < LOST) return 'bad';
  return probability < SAFE ? 'caution' : 'good';
}

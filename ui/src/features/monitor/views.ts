import type { RunDetail } from '@/generated/asks';
import type { Definition } from '@/generated/model';

/** What every view of a run shows and lets choose. */
export interface ViewProps {
  detail: RunDetail;
  /** The run's definition with its subflows in place. */
  definition: Definition;
  chosen: ReadonlySet<string>;
  choose: (nodes: ReadonlySet<string>) => void;
}

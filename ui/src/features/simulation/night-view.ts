import type { ComponentType } from 'react';
import type { Workflow } from '@/document';
import type { ForecastReport, PlanReport } from '@/generated/asks';
import type { Definition } from '@/generated/model';
import type { MenuItem } from '@/kit';
import type { IconName } from '@/lib/icon-names';
import type { TextKey, TextValues } from '@/lib/i18n';
import type { JobFigures } from './jobs/jobs';
import type { Names } from './names';
import type { Picture } from './picture';

/** Everything that a view of the night may show. What else it needs it takes from the stores, or asks for itself. */
export interface NightViewProps {
  workflow: Workflow;
  /** Of the scenario in hand; of the document when that changes nothing. */
  plan: PlanReport;
  forecast: ForecastReport | null;
  /** The night that the Gantt chart shows and that is explained: the plan, or a simulated one of a percentile. */
  seen: PlanReport;
  /** `seen` is the plan. */
  isPlanned: boolean;
  whole: Definition | null;
  names: Names;
  picture: Picture;
  jobs: readonly JobFigures[];
  /** Show the table that says what the picture says. */
  asTable: boolean;
  /** The jobs chosen, in any view; the last one is explained at the side. */
  selected: ReadonlySet<string>;
  onSelect: (ids: ReadonlySet<string>) => void;
}

export type Say = (key: TextKey, values?: TextValues) => string;

/** A tab of the page. */
export interface NightView {
  id: string;
  label: TextKey;
  icon: IconName;
  Show: ComponentType<NightViewProps>;
  /** It has both a picture and a table, and follows `asTable`. */
  hasTable?: boolean;
  /** Its own controls, at the right end of the tabs. */
  Tools?: ComponentType<NightViewProps>;
  /** Beside the label; nothing when undefined. */
  count?: (night: NightViewProps) => number | undefined;
  /** What can be taken away as a file. */
  exports?: (night: NightViewProps, say: Say) => MenuItem[];
}

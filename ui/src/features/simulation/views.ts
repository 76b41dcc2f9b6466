import { Advisor } from './advisor/Advisor';
import { Calibration } from './calibration/Calibration';
import { Distribution } from './distribution/Distribution';
import { advisorExports, calibrationExports, distributionExports, ganttExports, jobsExports, scenarioExports, tuneExports } from './exports';
import { JobsView } from './jobs/JobsView';
import { Night } from './Night';
import { NightChoice } from './NightChoice';
import type { NightView } from './night-view';
import { Scenarios } from './Scenarios';
import { Tune } from './tuning/Tune';

/** The views of the night, in the order of their tabs. A new view is a line here and a component of its own. */
export const VIEWS: readonly NightView[] = [
  { id: 'gantt', label: 'simulation.gantt', icon: 'gantt', Show: Night, Tools: NightChoice, hasTable: true, exports: ganttExports },
  { id: 'distribution', label: 'simulation.distribution', icon: 'chart', Show: Distribution, hasTable: true, exports: distributionExports },
  { id: 'jobs', label: 'simulation.jobs', icon: 'table', Show: JobsView, count: ({ jobs }) => jobs.length, exports: jobsExports },
  { id: 'scenarios', label: 'simulation.scenarios', icon: 'compare', Show: Scenarios, exports: scenarioExports },
  { id: 'advisor', label: 'advisor.title', icon: 'hint', Show: Advisor, exports: advisorExports },
  { id: 'tune', label: 'tuning.title', icon: 'settings', Show: Tune, exports: tuneExports },
  { id: 'calibration', label: 'calibration.title', icon: 'history', Show: Calibration, hasTable: true, exports: calibrationExports },
];

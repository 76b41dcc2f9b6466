import { advisor } from './advisor';
import { app } from './app';
import { calibration } from './calibration';
import { changes } from './changes';
import { chart } from './chart';
import { designer } from './designer';
import { kit } from './kit';
import { library } from './library';
import { monitor } from './monitor';
import { outcome } from './outcome';
import { report } from './report';
import { scenario } from './scenario';
import { simulation } from './simulation';
import { tuning } from './tuning';

export const en = { advisor, app, calibration, changes, chart, designer, kit, library, monitor, outcome, report, scenario, simulation, tuning };

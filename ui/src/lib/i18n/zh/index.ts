import { app } from './app';
import { changes } from './changes';
import { designer } from './designer';
import { kit } from './kit';
import { library } from './library';
import { monitor } from './monitor';
import { simulation } from './simulation';

export const zh = { app, changes, designer, kit, library, monitor, simulation };

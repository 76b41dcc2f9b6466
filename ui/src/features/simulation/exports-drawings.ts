import type { ForecastReport, PlanReport } from '@/generated/asks';
import type { Drawing, Size } from '@/kit/chart';
import { binsOf } from './distribution/bins';
import { histogramDrawing } from './distribution/histogram-drawing';
import { marksOf } from './distribution/marks';
import type { Names } from './names';
import type { Say } from './night-view';
import { beginClock } from './picture';

/** The histogram with its marks, as files and reports have it. */
export function histogramOf(plan: PlanReport, forecast: ForecastReport, names: Names, say: Say, size: Size): Drawing {
  return histogramDrawing({
    bins: binsOf(forecast.histogram, forecast.samples), marks: marksOf(plan, forecast, names, say), begin: beginClock(plan),
    uncertainFrom: forecast.uncertain ? forecast.window_s.p90 : null, at_s: null,
  }, size);
}

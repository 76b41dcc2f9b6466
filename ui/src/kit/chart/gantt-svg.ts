import { extentOf, type GanttGroup, type GanttLink, type GanttMark, type GanttRow, type GanttStrip } from './gantt-data';
import { LINE_HEIGHT, linesOf } from './gantt-lines';
import { lettering } from './lettering';
import { paintGantt } from './paint-gantt';
import { paintStrips, STRIP_HEIGHT } from './paint-strips';
import { SvgContext, svgFile } from './svg-context';
import { ticks, tickStep, timeScale, wholeView } from './time-scale';
import { freshInk } from './use-canvas';

interface GanttPicture {
  rows: readonly GanttRow[];
  groups: readonly GanttGroup[];
  links: readonly GanttLink[];
  strips: readonly GanttStrip[];
  marks: readonly GanttMark[];
  formatTime: (time: number, withSeconds: boolean) => string;
}

const WIDTH = 1600;
const LEFT = 260;
const HEAD = LINE_HEIGHT;

/** The whole chart as an SVG file: every row and the whole time, in the colours of the present theme. */
export function ganttSvg({ rows, groups, links, strips, marks, formatTime }: GanttPicture): string {
  const extent = extentOf(rows, marks);
  const scale = timeScale(wholeView(extent?.first ?? NaN, extent?.last ?? NaN), LEFT, WIDTH - LEFT);
  const lines = linesOf(rows, groups, new Set());
  const foot = HEAD + lines.height;
  const height = foot + strips.length * STRIP_HEIGHT;
  const svg = new SvgContext(document.createElement('canvas').getContext('2d'));
  const context = svg.asCanvas();
  const ink = freshInk();
  const step = tickStep(scale, scale.width);
  context.font = lettering(11);
  context.fillStyle = ink('ink-soft');
  for (const tick of ticks(scale, step)) context.fillText(formatTime(tick.at, step < 60), scale.x(tick.at) + 4, 18);
  svg.raw(`<g transform="translate(0 ${HEAD})">`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  paintGantt(context, { width: WIDTH, height: lines.height }, ink, { lines, rows: byId, links, scale, top: 0, selected: new Set(), active: null, ghost: null });
  svg.raw(`</g><g transform="translate(0 ${foot})">`);
  paintStrips(context, { width: WIDTH, height: height - foot }, ink, strips, scale, 0, null);
  svg.raw('</g>');
  context.textAlign = 'right';
  for (const mark of marks) {
    context.fillStyle = ink(mark.colour);
    context.fillRect(scale.x(mark.at), HEAD - 4, 1, height - HEAD + 4);
    context.fillText(mark.label, scale.x(mark.at) - 4, 10);
  }
  return svgFile(WIDTH, height, ink('paper'), svg.content());
}

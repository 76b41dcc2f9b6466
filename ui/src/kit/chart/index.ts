export { Gantt, type GanttProps } from './Gantt';
export type { BarLook, GanttBar, GanttDeadline, GanttGroup, GanttLink, GanttMark, GanttRow, GanttStrip } from './gantt-data';
export { GanttTable } from './GanttTable';
export { valueAt, type Steps } from './steps';

export { Gantt, type GanttProps } from './Gantt';
export type { BarLook, GanttBar, GanttDeadline, GanttGroup, GanttLink, GanttMark, GanttRow, GanttStrip } from './gantt-data';
export type { EditedBar, GanttEdit, GanttGrip } from './gantt-edit';
export { elementSvg } from './element-svg';
export { ganttSvg } from './gantt-svg';
export { GanttTable } from './GanttTable';
export { useSize } from './use-canvas';
export { valueAt, type Steps } from './steps';

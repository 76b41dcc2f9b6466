import type { chart as english } from '../en/chart';
import type { Words } from '../words';

export const chart: Words<typeof english> = {
  zoomIn: '放大',
  zoomOut: '缩小',
  fit: '显示整晚',
  keys: '上下键换行，左右键移动时间，加减键缩放，0 显示全部，Shift 加方向键移动游标，回车打开。',
  gantt: '甘特图',
  keyRows: '逐行移动',
  keyTime: '沿时间移动；在标题行上折叠',
  keyCursor: '移动光标线',
  keyZoom: '缩放',
  keyWhole: '显示整晚',
  keyMove: '作业移动一分钟，加 Shift 移动五分钟',
  keyStretch: '作业末端移动一分钟，加 Shift 移动五分钟',
  editKeys: '按 Alt 加左右方向键移动作业一分钟，加 Ctrl 移动其末端，加 Shift 每次五分钟。',
  group: '{name}，{count} 行',
  folded: '已折叠',
  row: '作业',
  groupTitle: '分组',
  start: '开始',
  end: '结束',
  length: '时长',
  what: '内容',
  deadline: '时限',
  nothing: '没有可显示的内容。',
  now: '现在',
};

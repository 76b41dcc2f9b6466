/** The names of the icons that the kit draws; commands and menus refer to them. */
export const ICON_NAMES = [
  'design', 'simulate', 'changes', 'monitor', 'library',
  'begin', 'end', 'job', 'group', 'milestone', 'decision', 'wait', 'confirm', 'subflow',
  'waiting', 'held', 'queued', 'starting', 'running', 'succeeded', 'failed', 'skipped', 'cancelled', 'unknown',
  'blocked', 'forced',
  'undo', 'redo', 'search', 'play', 'pause', 'stop', 'plus', 'minus', 'close', 'check', 'chevron-right', 'chevron-down',
  'chevron-up', 'chevron-left', 'settings', 'person', 'menu', 'more', 'copy', 'paste', 'trash', 'edit', 'save', 'open', 'download', 'upload',
  'filter', 'sort-up', 'sort-down', 'warning', 'error', 'hint', 'info', 'lock', 'retry', 'clock', 'calendar', 'flag',
  'zoom-in', 'zoom-out', 'fit', 'layout', 'table', 'code', 'gantt', 'chart', 'compare', 'history', 'log', 'link',
  'bell', 'key', 'send', 'skip', 'kill', 'eye', 'keyboard', 'pool', 'host', 'branch',
] as const;

export type IconName = (typeof ICON_NAMES)[number];

import { useCommands } from '@/lib/commands';
import { useText } from '@/lib/i18n';

/** Tells what the chart's own keys do, for `?`. They work while the chart has the focus, so that nothing else answers to them. */
export function useGanttKeys(canEdit: boolean): void {
  const text = useText();
  const group = text('chart.gantt');
  const key = (id: string, title: string, keys: string[]) => ({ id: `gantt.${id}`, title, group, keys, hidden: true, enabled: false, run: () => undefined });
  useCommands([
    key('rows', text('chart.keyRows'), ['Up', 'Down']),
    key('time', text('chart.keyTime'), ['Left', 'Right']),
    key('cursor', text('chart.keyCursor'), ['Shift+Left', 'Shift+Right']),
    key('zoom', text('chart.keyZoom'), ['+', '-']),
    key('whole', text('chart.keyWhole'), ['0']),
    ...(canEdit ? [
      key('move', text('chart.keyMove'), ['Alt+Left', 'Alt+Right']),
      key('stretch', text('chart.keyStretch'), ['Ctrl+Alt+Left', 'Ctrl+Alt+Right']),
    ] : []),
  ]);
}

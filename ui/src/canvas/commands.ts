import { useCommands, type Command } from '@/lib/commands';
import { useText } from '@/lib/i18n';
import type { Stage } from './stage';

/** The commands of looking at a graph, for every page that shows one. */
export function useGraphCommands(stage: Stage, group: string, selected: ReadonlySet<string>): void {
  const text = useText();
  const { camera } = stage;
  const commands: Command[] = [
    { id: 'graph.fit', title: text('designer.fit'), group, keys: ['F', 'Shift+1'], icon: 'fit', run: stage.fit },
    {
      id: 'graph.fitSelection', title: text('designer.fitSelection'), group, keys: ['Shift+2'], icon: 'fit',
      enabled: selected.size > 0, run: () => stage.fitTo(selected),
    },
    { id: 'graph.zoomIn', title: text('designer.zoomIn'), group, keys: ['+', '='], icon: 'zoom-in', run: () => camera.zoomBy(1.25) },
    { id: 'graph.zoomOut', title: text('designer.zoomOut'), group, keys: ['-'], icon: 'zoom-out', run: () => camera.zoomBy(1 / 1.25) },
    { id: 'graph.zoomFull', title: text('designer.zoomFull'), group, keys: ['0'], icon: 'search', run: () => camera.zoomBy(1 / camera.view.zoom) },
  ];
  useCommands(commands);
}

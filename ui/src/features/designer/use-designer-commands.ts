import { useGraphCommands } from '@/canvas';
import { useCommands, useFinder, type Command } from '@/lib/commands';
import { labelOf, nodeOf } from '@/document';
import { useText } from '@/lib/i18n';
import { matchScore } from '@/lib/match';
import type { Designer } from './designer';

interface PageActions {
  search: () => void;
  submit: () => void;
  create: () => void;
}

/** Every command of the designer, with its keys; the palette and the list of shortcuts read the same table. */
export function useDesignerCommands(designer: Designer, page: PageActions): void {
  const text = useText();
  const { workflow } = designer;
  const { chosen, canUndo, canRedo, definition, layout } = workflow.use((state) => state);
  const group = text('app.design');
  const some = chosen.nodes.size > 0;
  const only = chosen.nodes.size === 1 ? [...chosen.nodes][0] : undefined;
  const onlyNode = only === undefined || definition === null ? undefined : nodeOf(definition, only);
  const arrows: Command[] = ([['ArrowLeft', -8, 0], ['ArrowRight', 8, 0], ['ArrowUp', 0, -8], ['ArrowDown', 0, 8]] as const).map(([key, dx, dy]) => ({
    id: `designer.nudge.${key}`, title: text('designer.nudge'), group, keys: [`Ctrl+${key}`], hidden: true, enabled: some, run: () => designer.nudge(dx, dy),
  }));
  useGraphCommands(designer.stage, text('designer.canvas'), chosen.nodes);
  useCommands([
    { id: 'designer.save', title: text('designer.save'), group, keys: ['Ctrl+S'], icon: 'save', run: () => void workflow.save() },
    { id: 'designer.undo', title: text('designer.undo'), group, keys: ['Ctrl+Z'], icon: 'undo', enabled: canUndo, run: () => workflow.undo() },
    { id: 'designer.redo', title: text('designer.redo'), group, keys: ['Ctrl+Shift+Z', 'Ctrl+Y'], icon: 'redo', enabled: canRedo, run: () => workflow.redo() },
    { id: 'designer.search', title: text('designer.search'), group, keys: ['Ctrl+F'], icon: 'search', run: page.search },
    { id: 'designer.submit', title: text('designer.submit'), group, keys: ['Ctrl+Enter'], icon: 'send', run: page.submit },
    { id: 'designer.new', title: text('designer.newWorkflow'), group, keys: ['Ctrl+N'], icon: 'plus', run: page.create },
    { id: 'designer.rename', title: text('designer.rename'), group, keys: ['F2'], icon: 'edit', enabled: onlyNode !== undefined, run: designer.startRename },
    { id: 'designer.remove', title: text('designer.remove'), group, keys: ['Delete', 'Backspace'], icon: 'trash', enabled: some || chosen.edges.size > 0, run: designer.removeChosen },
    { id: 'designer.copy', title: text('designer.copy'), group, keys: ['Ctrl+C'], icon: 'copy', enabled: some, run: designer.copy },
    { id: 'designer.cut', title: text('designer.cut'), group, keys: ['Ctrl+X'], icon: 'copy', enabled: some, run: designer.cut },
    { id: 'designer.paste', title: text('designer.paste'), group, keys: ['Ctrl+V'], icon: 'paste', run: () => void designer.paste(null) },
    { id: 'designer.duplicate', title: text('designer.duplicate'), group, keys: ['Ctrl+D'], icon: 'copy', enabled: some, run: designer.duplicate },
    { id: 'designer.all', title: text('designer.chooseAll'), group, keys: ['Ctrl+A'], enabled: definition !== null, run: () => designer.choose(definition?.nodes.map((node) => node.id) ?? []) },
    { id: 'designer.group', title: text('designer.group'), group, keys: ['Ctrl+G'], icon: 'group', enabled: some, run: designer.group },
    { id: 'designer.ungroup', title: text('designer.ungroup'), group, keys: ['Ctrl+Shift+G'], icon: 'group', enabled: onlyNode?.kind === 'group', run: designer.ungroup },
    {
      id: 'designer.collapse', title: only !== undefined && layout.collapsed.includes(only) ? text('designer.expand') : text('designer.collapse'), group, keys: ['Ctrl+E'],
      icon: 'chevron-down', enabled: onlyNode?.kind === 'group', run: () => { if (only !== undefined) designer.toggleCollapsed(only); },
    },
    { id: 'designer.layout', title: text('designer.layout'), group, keys: ['Ctrl+L'], icon: 'layout', run: () => void designer.layOut(null) },
    {
      id: 'designer.layoutChosen', title: text('designer.layoutChosen'), group, keys: ['Ctrl+Shift+L'], icon: 'layout', enabled: some,
      run: () => void designer.layOut([...chosen.nodes]),
    },
    ...arrows,
  ]);
  useFinder((query) => (definition?.nodes ?? [])
    .map((node) => ({ node, score: matchScore(query, `${labelOf(node)} ${node.id}`) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 20)
    .map(({ node }): Command => ({
      id: `designer.node.${node.id}`, title: labelOf(node), group: text('designer.nodes'), icon: node.kind, also: node.id,
      run: () => designer.choose([node.id], true),
    })));
}

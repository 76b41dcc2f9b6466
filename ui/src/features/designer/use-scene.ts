import { useDeferredValue, useMemo, useState } from 'react';
import { EMPTY_SCENE, SceneMaker, type Scene } from '@/canvas';
import type { Workflow } from '@/document';
import type { PlanReport } from '@/generated/asks';
import { useText } from '@/lib/i18n';
import { DesignerLook } from './look';

/** The workflow as a scene; what an edit does not touch stays the same object and is not made again. */
export function useScene(workflow: Workflow, plan: PlanReport | null, changed: ReadonlySet<string>): Scene {
  const say = useText();
  // Figures and fields come first: of thousands of nodes the scene takes longer than they do. What is dropped stays where it is dropped.
  const definition = useDeferredValue(workflow.use((state) => state.definition));
  const layout = workflow.use((state) => state.layout);
  const assessment = useDeferredValue(workflow.use((state) => state.assessment));
  const [maker] = useState(() => ({ scenes: new SceneMaker(), looks: new DesignerLook() }));
  return useMemo(() => {
    if (definition === null) return EMPTY_SCENE;
    return maker.scenes.scene(definition, layout, maker.looks.of(definition, assessment, plan, changed, say));
  }, [definition, layout, assessment, plan, changed, say, maker]);
}

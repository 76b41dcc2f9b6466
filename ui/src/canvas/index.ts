export { useGraphCommands } from './commands';
export { Graph, type GraphProps } from './Graph';
export type { Selection, Target } from './gestures';
export { layered } from './layered';
export {
  EMPTY_SCENE, GROUP_HEADER, GROUP_PADDING, NODE_HEIGHT, NODE_WIDTH,
  type Box, type Emphasis, type Hue, type NodeState, type Point, type Scene, type SceneBadge, type SceneEdge, type SceneGroup,
  type SceneLane, type SceneNode,
} from './scene';
export { iconOf, SceneMaker, type EdgeLook, type Look, type NodeLook } from './scene-of-definition';
export { Stage } from './stage';

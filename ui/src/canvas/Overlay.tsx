import { Handle, Position, ReactFlow, useStoreApi, type Connection, type FinalConnectionState, type Node, type NodeTypes } from '@xyflow/react';
import { memo, useEffect, useMemo, useState } from 'react';
import '@xyflow/react/dist/base.css';
import { headerOf, nodesIn, nodeUnder } from './geometry';
import { WORKING_ZOOM } from './paint/level';
import { overlaps, type Box, type Scene, type SceneBadge } from './scene';
import type { Stage } from './stage';

/** With more nodes than this in view, nobody takes hold of one: they stay painted only. */
const MOST = 300;
/** How long the camera must rest before nodes that came into view become elements. */
const REST = 90;

type Place = Node<{ words: string }, 'place'>;

const NODE_TYPES: NodeTypes = { place: memo(PlaceNode) };

interface OverlayProps {
  stage: Stage;
  scene: Scene;
  selected: ReadonlySet<string>;
  editable: boolean;
  onConnect: (from: string, to: string) => void;
}

/**
 * The nodes in view at working zoom as React Flow nodes: handles, connecting and elements to point at. They are
 * clear; what is seen is painted beneath them.
 */
export function Overlay({ stage, scene, selected, editable, onConnect }: OverlayProps) {
  const area = useRestingView(stage);
  const nodes = useMemo(() => placesIn(stage, scene, area, selected), [stage, scene, area, selected]);
  const connect = ({ source, target }: Connection) => onConnect(source, target);
  const endOnBody = (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
    if (state.isValid === true || state.fromNode === null || !('clientX' in event)) return;
    const hit = nodeUnder(stage.painter.geometry, stage.worldAt({ x: event.clientX, y: event.clientY }));
    if (hit === null || hit.id === state.fromNode.id) return;
    if (state.fromHandle?.type === 'target') onConnect(hit.id, state.fromNode.id);
    else onConnect(state.fromNode.id, hit.id);
  };
  return (
    <ReactFlow<Place>
      nodes={nodes}
      nodeTypes={NODE_TYPES}
      minZoom={0.004}
      maxZoom={4}
      nodesDraggable={false}
      nodesConnectable={editable}
      nodesFocusable={false}
      elementsSelectable={false}
      disableKeyboardA11y
      panOnDrag={false}
      panOnScroll={false}
      zoomOnScroll={false}
      zoomOnPinch={false}
      zoomOnDoubleClick={false}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      deleteKeyCode={null}
      panActivationKeyCode={null}
      zoomActivationKeyCode={null}
      autoPanOnConnect={false}
      connectionRadius={24}
      proOptions={{ hideAttribution: true }}
      onConnect={connect}
      onConnectEnd={endOnBody}
      isValidConnection={({ source, target }) => source !== target}
    >
      <FollowCamera stage={stage} />
    </ReactFlow>
  );
}

function PlaceNode({ data }: { data: { words: string } }) {
  return (
    <>
      <Handle type="target" position={Position.Left} />
      <span className="visually-hidden">{data.words}</span>
      <Handle type="source" position={Position.Right} />
    </>
  );
}

/** Keeps React Flow's viewport on the camera without going through React's props. */
function FollowCamera({ stage }: { stage: Stage }) {
  const store = useStoreApi();
  useEffect(() => {
    const follow = () => {
      const { x, y, zoom } = stage.camera.view;
      if (zoom < WORKING_ZOOM) return;
      store.getState().panZoom?.syncViewport({ x, y, zoom });
      store.setState({ transform: [x, y, zoom] });
    };
    follow();
    return stage.camera.subscribe(follow);
  }, [stage, store]);
  return null;
}

/** The part of the world in view, once the camera rests; null when it is too far away to work. */
function useRestingView(stage: Stage): Box | null {
  const [area, setArea] = useState<Box | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => setArea(stage.camera.view.zoom < WORKING_ZOOM ? null : stage.camera.inView());
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(look, REST);
    };
    look();
    const stop = stage.camera.subscribe(wait);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [stage]);
  return area;
}

function placesIn(stage: Stage, scene: Scene, area: Box | null, selected: ReadonlySet<string>): Place[] {
  if (area === null) return [];
  stage.painter.show(scene);
  const near = nodesIn(stage.painter.geometry, area);
  if (near.length > MOST) return [];
  const groups = scene.groups.filter((group) => overlaps(headerOf(group), area));
  return [
    ...groups.map((group) => placeOf(group.id, headerOf(group), wordsOf(group.label, '', group.badges), selected, 0)),
    ...near.map((node) => placeOf(node.id, node, wordsOf(node.label, node.second, node.badges), selected, 1)),
  ];
}

function placeOf(id: string, box: Box, words: string, selected: ReadonlySet<string>, zIndex: number): Place {
  return {
    id, type: 'place', position: { x: box.x, y: box.y }, width: box.width, height: box.height, zIndex,
    selected: selected.has(id), data: { words }, domAttributes: { title: words },
  };
}

function wordsOf(label: string, second: string, badges: readonly SceneBadge[]): string {
  return [label, second, ...badges.map((badge) => badge.words)].filter(Boolean).join('\n');
}

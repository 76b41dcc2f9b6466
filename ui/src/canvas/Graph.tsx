import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { followSize } from '@/kit/follow-size';
import { useResolvedTheme } from '@/lib/theme';
import { nodeOf } from './geometry';
import { exposeProbe } from './probe';
import { GraphControls } from './GraphControls';
import { targetAt, type Selection, type Target } from './gestures';
import { Minimap } from './Minimap';
import { Overlay } from './Overlay';
import { RenameInput } from './RenameInput';
import type { Point, Scene } from './scene';
import type { Stage } from './stage';
import { directionOf, neighbour } from './traversal';
import { useGestures } from './use-gestures';
import './Graph.css';

export interface GraphProps {
  stage: Stage;
  scene: Scene;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  /** What a search has found, outlined. */
  found?: ReadonlySet<string> | undefined;
  /** Without it, nodes can be looked at and chosen, nothing more. */
  editable?: boolean;
  /** Moves nodes and groups by world units; `into` is the group they were dropped on, null for none. */
  onMove?: (ids: string[], dx: number, dy: number, into: string | null) => void;
  /** All that a drag of these takes along, themselves included. */
  withMembers?: (ids: ReadonlySet<string>) => ReadonlySet<string>;
  onConnect?: (from: string, to: string) => void;
  /** Enter or a double click. */
  onOpen?: (target: Target, at: Point) => void;
  onMenu?: (target: Target, client: Point) => void;
  /** The node whose name is being written, in place. */
  renaming?: string | null;
  onRenamed?: (id: string, label: string | null) => void;
  minimap?: boolean;
  label: string;
  /** Drawn over the canvas, such as an empty state. */
  children?: ReactNode;
}

const NONE: ReadonlySet<string> = new Set();
const itself = (ids: ReadonlySet<string>) => ids;

/** The graph: painted on one canvas, with elements over the nodes in reach, and a minimap. */
export function Graph(props: GraphProps) {
  const { stage, scene, selection, editable = false, found = NONE, renaming = null, minimap = true } = props;
  const frame = useRef<HTMLDivElement>(null);
  useStage(stage, frame);
  useEffect(() => stage.painter.show(scene), [stage, scene]);
  useEffect(
    () => stage.painter.set({ selected: selection.nodes, selectedEdges: selection.edges, found }),
    [stage, selection, found],
  );
  const gestures = useGestures({
    stage, editable, selection, select: props.onSelect, move: props.onMove ?? ignore, withMembers: props.withMembers ?? itself,
  });
  const at = (event: MouseEvent): Point => ({ x: event.clientX, y: event.clientY });
  const onContextMenu = (event: MouseEvent) => {
    event.preventDefault();
    const target = targetAt(stage, at(event));
    if (target.kind === 'edge') props.onSelect({ nodes: NONE, edges: new Set([target.id]) });
    else if (target.kind !== 'pane' && !selection.nodes.has(target.id)) props.onSelect({ nodes: new Set([target.id]), edges: NONE });
    props.onMenu?.(target, at(event));
  };
  const onDoubleClick = (event: MouseEvent) => {
    if (isChrome(event.target)) return;
    props.onOpen?.(targetAt(stage, at(event)), stage.worldAt(at(event)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== frame.current) return;
    gestures.keyDown(event.nativeEvent);
    if (walk(event, props)) event.preventDefault();
  };
  return (
    <div
      ref={frame}
      className={`graph ${gestures.panning ? 'graph-panning' : ''}`}
      tabIndex={0}
      role="application"
      aria-label={props.label}
      onContextMenu={onContextMenu}
      onDoubleClick={onDoubleClick}
      onKeyDown={onKeyDown}
      onPointerDown={gestures.pointerDown}
      onPointerMove={gestures.pointerMove}
      onPointerLeave={gestures.pointerLeave}
    >
      <PaintedCanvas stage={stage} />
      <Overlay stage={stage} scene={scene} selected={selection.nodes} editable={editable} onConnect={props.onConnect ?? ignore} />
      {renaming !== null && <RenameInput key={renaming} stage={stage} id={renaming} onDone={props.onRenamed ?? ignore} />}
      {props.children}
      <div className="graph-chrome">
        <GraphControls stage={stage} />
        {minimap && scene.nodes.length > 1 && <Minimap stage={stage} scene={scene} />}
      </div>
    </div>
  );
}

function PaintedCanvas({ stage }: { stage: Stage }) {
  const [ref] = useState(() => (element: HTMLCanvasElement | null) => stage.painter.attach(element));
  return <canvas ref={ref} className="graph-canvas" aria-hidden />;
}

/** Ties the stage to its element: its size, the theme's colours, the probe. */
function useStage(stage: Stage, frame: React.RefObject<HTMLDivElement | null>): void {
  const theme = useResolvedTheme();
  useEffect(() => stage.painter.forgetColours(), [stage, theme]);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    stage.attach(element);
    const measure = () => stage.camera.resize(element.clientWidth, element.clientHeight);
    measure();
    const forget = followSize(element, measure);
    const hide = exposeProbe(stage);
    return () => {
      forget();
      hide();
      stage.attach(null);
    };
  }, [stage, frame]);
}

/** Arrow keys go from node to node, Enter opens, Escape lets go. */
function walk(event: KeyboardEvent, { stage, scene, selection, onSelect, onOpen }: GraphProps): boolean {
  const direction = directionOf(event.key);
  const current = [...selection.nodes].at(-1);
  if (direction !== null && !event.altKey && !event.ctrlKey && !event.metaKey) {
    const next = current === undefined ? scene.nodes[0]?.id : neighbour(stage.painter.geometry, current, direction);
    if (next === undefined || next === null) return true;
    onSelect({ nodes: event.shiftKey ? new Set([...selection.nodes, next]) : new Set([next]), edges: NONE });
    stage.reveal(next);
    return true;
  }
  if (event.key === 'Enter' && current !== undefined && !event.ctrlKey) {
    const kind = nodeOf(stage.painter.geometry, current) === undefined ? 'group' : 'node';
    onOpen?.({ kind, id: current }, { x: 0, y: 0 });
    return true;
  }
  if (event.key === 'Escape' && (selection.nodes.size > 0 || selection.edges.size > 0)) {
    onSelect({ nodes: NONE, edges: NONE });
    return true;
  }
  return false;
}

function isChrome(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.graph-chrome, .graph-rename') !== null;
}

function ignore(): void {
  // A graph that is only looked at has nothing to tell.
}

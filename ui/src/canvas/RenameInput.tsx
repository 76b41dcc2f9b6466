import { useEffect, useRef, useState } from 'react';
import { boxOf, nodeOf } from './geometry';
import type { Stage } from './stage';

/** The field in which a node's name is written, over the node itself. Enter keeps it, Escape does not. */
export function RenameInput({ stage, id, onDone }: { stage: Stage; id: string; onDone: (id: string, label: string | null) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const { geometry } = stage.painter;
  const node = nodeOf(geometry, id) ?? geometry.scene.groups.find((group) => group.id === id);
  const [text, setText] = useState(node?.label ?? '');
  const done = useRef(false);
  const finish = (label: string | null) => {
    if (done.current) return;
    done.current = true;
    onDone(id, label);
    stage.element?.focus({ preventScroll: true });
  };
  useEffect(() => {
    stage.reveal(id);
    input.current?.select();
  }, [stage, id]);
  useEffect(() => {
    // Keeps the field on its node when the camera moves.
    const place = () => {
      const box = boxOf(stage.painter.geometry, id);
      const element = input.current;
      if (box === null || element === null) return;
      const on = stage.camera.toScreen(box);
      element.style.left = `${on.x}px`;
      element.style.top = `${on.y}px`;
      element.style.width = `${Math.max(140, on.width)}px`;
    };
    place();
    return stage.camera.subscribe(place);
  }, [stage, id]);
  if (node === undefined) return null;
  return (
    <input
      ref={input}
      autoFocus
      className="graph-rename"
      spellCheck={false}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => finish(text)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') finish(text);
        else if (event.key === 'Escape') finish(null);
      }}
    />
  );
}

import { useState, type PointerEvent } from 'react';
import { createPortal } from 'react-dom';
import type { KindName } from '@/generated/model';
import { Icon } from '@/kit';
import { useText } from '@/lib/i18n';
import { PALETTE } from '../actions/drawing';
import { groupAt } from '../canvas-menu';
import type { Designer } from '../designer';

interface Drag {
  kind: KindName;
  x: number;
  y: number;
  startX: number;
  startY: number;
}

/** The kinds of node; dragged onto the canvas by pointer events, or put in its middle by Enter or a double click. */
export function Palette({ designer }: { designer: Designer }) {
  const text = useText();
  const [drag, setDrag] = useState<Drag | null>(null);
  const has = designer.workflow.use((state) => new Set(state.definition?.nodes.map((node) => node.kind)).has('begin') ? 'begin' : '');
  const kinds = PALETTE.filter((kind) => (kind !== 'begin' && kind !== 'end') || has === '');
  const { stage } = designer;
  const inMiddle = (kind: KindName) => {
    const { camera } = stage;
    designer.add(kind, camera.toWorld({ x: camera.width / 2 - 100, y: camera.height / 2 - 26 }), null);
  };
  const drop = (event: PointerEvent, { kind }: Drag) => {
    const client = { x: event.clientX, y: event.clientY };
    if (!stage.isOver(client)) return;
    const at = stage.worldAt(client);
    designer.add(kind, { x: at.x - 100, y: at.y - 26 }, groupAt(designer, at));
    stage.element?.focus({ preventScroll: true });
  };
  return (
    <section className="palette-panel" aria-label={text('designer.palette')}>
      <h2>{text('designer.palette')}</h2>
      <div className="palette-kinds">
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            className="palette-kind"
            data-kind={kind}
            title={text('designer.paletteHint')}
            onPointerDown={(event) => {
              if (event.button !== 0) return;
              event.currentTarget.setPointerCapture(event.pointerId);
              setDrag({ kind, x: event.clientX, y: event.clientY, startX: event.clientX, startY: event.clientY });
            }}
            onPointerMove={(event) => {
              if (drag !== null) setDrag({ ...drag, x: event.clientX, y: event.clientY });
            }}
            onPointerUp={(event) => {
              if (drag !== null && isMoved(drag)) drop(event, drag);
              setDrag(null);
            }}
            onPointerCancel={() => setDrag(null)}
            onDoubleClick={() => inMiddle(kind)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              inMiddle(kind);
            }}
          >
            <Icon name={kind} />
            {text(`designer.kind_${kind}`)}
          </button>
        ))}
      </div>
      {drag !== null && isMoved(drag) && createPortal(
        <div className="palette-ghost" style={{ left: drag.x, top: drag.y }}>
          <Icon name={drag.kind} />
          {text(`designer.kind_${drag.kind}`)}
        </div>,
        document.body,
      )}
    </section>
  );
}

function isMoved({ x, y, startX, startY }: Drag): boolean {
  return Math.abs(x - startX) + Math.abs(y - startY) > 5;
}

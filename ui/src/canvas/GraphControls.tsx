import { useSyncExternalStore } from 'react';
import { IconButton } from '@/kit';
import { useText } from '@/lib/i18n';
import type { Stage } from './stage';

export function GraphControls({ stage }: { stage: Stage }) {
  const text = useText();
  const percent = useSyncExternalStore(stage.camera.subscribe, () => Math.round(stage.camera.view.zoom * 100));
  return (
    <div className="graph-controls">
      <IconButton icon="zoom-out" label={text('designer.zoomOut')} keys="-" onClick={() => stage.camera.zoomBy(1 / 1.25)} />
      <span className="graph-zoom">{percent} %</span>
      <IconButton icon="zoom-in" label={text('designer.zoomIn')} keys="+" onClick={() => stage.camera.zoomBy(1.25)} />
      <IconButton icon="fit" label={text('designer.fit')} keys="F" onClick={stage.fit} />
    </div>
  );
}

import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { IconName } from '@/lib/icon-names';
import type { Place } from '@/lib/navigation';

interface PlaceInfo {
  icon: IconName;
  /** The folder under `features/` that draws it; loaded when first gone to. */
  Page: LazyExoticComponent<ComponentType>;
}

export const PLACE_INFO: Record<Place, PlaceInfo> = {
  design: { icon: 'design', Page: page(() => import('@/features/designer')) },
  simulate: { icon: 'simulate', Page: page(() => import('@/features/simulation')) },
  changes: { icon: 'changes', Page: page(() => import('@/features/changes')) },
  monitor: { icon: 'monitor', Page: page(() => import('@/features/monitor')) },
  library: { icon: 'library', Page: page(() => import('@/features/library')) },
};

function page(load: () => Promise<{ Page: ComponentType }>): LazyExoticComponent<ComponentType> {
  return lazy(async () => ({ default: (await load()).Page }));
}

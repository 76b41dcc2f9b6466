import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { create } from 'zustand';

/** Places in the frame that the page in view may fill. */
export type SlotName = 'actions';

const useSlots = create<Partial<Record<SlotName, HTMLElement | null>>>(() => ({}));

/** The place itself; the frame draws it once. */
export function Slot({ name, className }: { name: SlotName; className?: string }) {
  return <div className={className} data-slot={name} ref={(element) => putSlot(name, element)} />;
}

function putSlot(name: SlotName, element: HTMLElement | null): void {
  if (useSlots.getState()[name] !== element) useSlots.setState({ [name]: element });
}

/** What a page puts there, for as long as the page is in view. */
export function Fill({ slot, children }: { slot: SlotName; children: ReactNode }) {
  const element = useSlots((slots) => slots[slot]);
  return element ? createPortal(children, element) : null;
}

import { useEffect, useState, type RefObject } from 'react';
import { followSize } from './follow-size';

/** Scroll position and height of an element, followed as they change. */
export function useScrollView(scroller: RefObject<HTMLDivElement | null>): { top: number; height: number } {
  const [view, setView] = useState({ top: 0, height: 600 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const read = () => {
      if (element.clientHeight === 0) return;
      const next = { top: element.scrollTop, height: element.clientHeight };
      setView((old) => (old.top === next.top && old.height === next.height ? old : next));
    };
    element.addEventListener('scroll', read, { passive: true });
    const forget = followSize(element, read);
    return () => {
      element.removeEventListener('scroll', read);
      forget();
    };
  }, [scroller]);
  return view;
}

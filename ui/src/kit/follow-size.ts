/**
 * Calls `changed` when the size of an element has changed, in the next frame: what is changed while sizes are being told makes
 * the browser tell again in the same frame, and in the end give up with an error (Resize Observer, "Deliver Resize Loop Error").
 *
 * Gives what ends it.
 */
export function followSize(element: Element, changed: () => void): () => void {
  if (typeof ResizeObserver === 'undefined') return () => undefined;
  let frame = 0;
  const observer = new ResizeObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(changed);
  });
  observer.observe(element);
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
  };
}

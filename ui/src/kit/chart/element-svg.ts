const KEPT = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor'];

/** A drawn `svg` element as a file of its own: what style sheets say of it is written into it. */
export function elementSvg(element: SVGSVGElement): string {
  const copy = element.cloneNode(true) as SVGSVGElement;
  const drawn = [element, ...element.querySelectorAll<SVGElement>('*')];
  const copied = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  drawn.forEach((from, index) => {
    const style = getComputedStyle(from);
    const to = copied[index];
    for (const name of KEPT) to?.setAttribute(name, style.getPropertyValue(name));
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.removeAttribute('tabindex');
  return new XMLSerializer().serializeToString(copy);
}

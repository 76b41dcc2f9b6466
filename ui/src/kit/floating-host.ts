/**
 * Where menus and tooltips are put: inside the topmost open dialog, if any, since the browser draws
 * dialogs above the rest of the page and makes everything else inert.
 */
export function floatingHost(): HTMLElement {
  return [...document.querySelectorAll<HTMLElement>('dialog[open]')].at(-1) ?? document.body;
}

/**
 * Whether something wrong is typed in the form or section around an element; the first such field gets the focus then. A field that
 * is wrong keeps its last good value, and that must not go out as if it had been typed.
 */
export function showsWrongField(near: Element): boolean {
  const wrong = near.closest('form, section')?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? null;
  wrong?.focus();
  return wrong !== null;
}

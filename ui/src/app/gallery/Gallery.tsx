/** Every part of the kit on one page, for the eye. Development only. */
export function Gallery() {
  return <main />;
}

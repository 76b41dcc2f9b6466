let lastToken = 0;

/** A number that no other long request of this window has. */
export function nextToken(): number {
  lastToken += 1;
  return Date.now() * 1000 + (lastToken % 1000);
}

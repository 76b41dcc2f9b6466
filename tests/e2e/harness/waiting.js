// Waiting for a condition, never for a time.

/**
 * Asks `condition` again and again until it holds, and gives back what it said. Fails after `milliseconds`,
 * naming `what`.
 */
export async function waitUntil(condition, milliseconds = 10_000, what = 'a condition') {
  const end = Date.now() + milliseconds;
  let last;
  while (Date.now() < end) {
    try {
      const value = await condition();
      if (value) return value;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited ${milliseconds / 1000} s in vain for ${what}`, { cause: last });
}

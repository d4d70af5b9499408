/** How many times faster than it happened a replay may be. */
export const SPEEDS = [1, 2, 5, 10, 30, 60, 120, 300, 600] as const;

/** What a replay begins with: an hour in a minute. */
export const USUAL_SPEED = 60;

/** The speed in the parameter of an address; the usual one for anything else. */
export function speedIn(text: string | null): number {
  return SPEEDS.find((speed) => String(speed) === text) ?? USUAL_SPEED;
}

/** The next faster speed, or the next slower one; the same at the ends. */
export function nextSpeed(speed: number, step: 1 | -1): number {
  const next = step > 0 ? SPEEDS.find((each) => each > speed) : SPEEDS.findLast((each) => each < speed);
  return next ?? speed;
}

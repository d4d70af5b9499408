const AROUND_MS = 10 * 60_000;

/** Where the way of a tracker about an instant is replayed, standing at it. @param at Unix milliseconds. */
export function replayPath(trackerId: string, at: number): string {
  const instant = (ms: number) => new Date(ms).toISOString();
  const address = new URLSearchParams({
    who: `tracker:${trackerId}`,
    from: instant(at - AROUND_MS),
    to: instant(at + AROUND_MS),
    at: instant(at),
  });
  return `/playback?${address.toString()}`;
}

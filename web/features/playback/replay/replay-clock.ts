/**
 * The time of a replay. While it runs it follows the time of the wall, whatever comes of frames or positions. Instants are
 * Unix milliseconds, times of the wall milliseconds of a clock that never goes back.
 */
export interface ReplayClock {
  readonly from: number;
  readonly to: number;
  /** Instants that pass in one of the wall's, 1 to 600. */
  readonly speed: number;
  /** The instant that was shown at `since`, or is shown while the replay stands. */
  readonly at: number;
  /** Time of the wall since which it runs, or null while it stands. */
  readonly since: number | null;
}

/** The instant shown at a time of the wall; never outside of the span. */
export function instantOf({ from, to, speed, at, since }: ReplayClock, wall: number): number {
  const passed = since === null ? 0 : Math.max(0, wall - since) * speed;
  return Math.min(to, Math.max(from, at + passed));
}

/** Whether it runs and has not come to its end. */
export function isRunning(clock: ReplayClock, wall: number): boolean {
  return clock.since !== null && instantOf(clock, wall) < clock.to;
}

/** The clock made to run; from the beginning again where it had come to the end. */
export function played(clock: ReplayClock, wall: number): ReplayClock {
  const at = instantOf(clock, wall);
  return { ...clock, at: at >= clock.to ? clock.from : at, since: wall };
}

/** The clock made to stand where it is. */
export function paused(clock: ReplayClock, wall: number): ReplayClock {
  return { ...clock, at: instantOf(clock, wall), since: null };
}

/** The clock set to an instant; it goes on running if it ran. */
export function sought(clock: ReplayClock, { instant, wall }: { instant: number; wall: number }): ReplayClock {
  const at = Math.min(clock.to, Math.max(clock.from, instant));
  return { ...clock, at, since: clock.since === null ? null : wall };
}

/** The clock at another speed, without a leap. */
export function sped(clock: ReplayClock, { speed, wall }: { speed: number; wall: number }): ReplayClock {
  return { ...sought(clock, { instant: instantOf(clock, wall), wall }), speed };
}

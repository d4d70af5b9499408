import { touches, type Interval } from './interval.ts';
import type { Rules } from './rules.ts';

/** Who carries a tracker during `[from, to)`; `to` is null while it lasts. */
export interface Carriage {
  readonly trackerId: string;
  readonly from: number;
  readonly to: number | null;
}

/** What is known of how far positions have come. All times are Unix milliseconds. */
export interface Arrived {
  /** Up to which instant of its clock everything a tracker recorded in order is part of visits; absent: nothing. */
  readonly reached: ReadonlyMap<string, number>;
  /** Time of the latest entry or tick of the log: the installation was there to receive until then. */
  readonly logTime: number;
}

/**
 * Whether nothing that is still to come may change a person's day. A tracker's watermark is the later of what it
 * reached and the log's time less the longest silence; a person's is the lowest of the trackers carried that day. The day
 * is final when it lies behind the day's end and the grace time. Who carried nothing waits for the log's time alone.
 */
export function isFinal(
  day: Interval,
  { carried, arrived, rules }: { carried: readonly Carriage[]; arrived: Arrived; rules: Rules },
): boolean {
  const that = carried.filter(({ from, to }) => touches({ from, to: to ?? Infinity }, day));
  const marks = that.map(({ trackerId }) =>
    Math.max(arrived.reached.get(trackerId) ?? -Infinity, arrived.logTime - rules.maxOfflineMs),
  );
  const watermark = marks.length ? Math.min(...marks) : arrived.logTime;
  return watermark >= day.to + rules.graceMs;
}

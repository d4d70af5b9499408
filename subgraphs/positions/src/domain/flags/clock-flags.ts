import type { ClockSkew } from '../clock/clock-skew.ts';
import type { RaisedFlag } from './raised-flag.ts';

/** A clock that far from ours is set wrongly, seconds. */
const CLOCK_SECONDS = 30;
/** Of an estimate that is less sure nothing is said. */
const SURE = 0.5;

/**
 * What clocks say of a position: one that was received before it was recorded comes from a clock that is ahead, whatever
 * else is known; otherwise the estimate for the hour in which it was received speaks. It never changes the position.
 */
export function clockFlags<P>(
  { recordedAt, receivedAt }: { recordedAt: number; receivedAt: number },
  skew: ClockSkew | null,
): RaisedFlag<P>[] {
  const own = (recordedAt - receivedAt) / 1_000;
  const estimated = skew && skew.confidence >= SURE ? skew.offsetMs / 1_000 : 0;
  const ahead = Math.max(own, estimated);
  const found = { rule: null, limit: CLOCK_SECONDS, neighbour: null };
  if (ahead > CLOCK_SECONDS) return [{ kind: 'CLOCK_AHEAD', value: ahead, ...found }];
  return estimated < -CLOCK_SECONDS ? [{ kind: 'CLOCK_BEHIND', value: -estimated, ...found }] : [];
}

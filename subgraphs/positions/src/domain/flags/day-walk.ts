import { DAY_MS } from '../day.ts';
import type { RulesOn } from '../filter/effective-rules.ts';
import { impliedSpeed, type TrackPoint } from './track-point.ts';
import { overDailyLimit, thinningFlags } from './thinning.ts';
import type { RaisedFlag } from './raised-flag.ts';

/** When the UTC day of an instant begins, both Unix milliseconds. */
export function midnightBefore(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS;
}

/**
 * Flags the positions of a tracker one after the other, in order of (recordedAt, dedupe). Every UTC day begins anew with
 * nothing before it, so that the flags of a position follow from the positions of its day up to it and from the rules,
 * and from nothing else: a walk that begins at the start of any day gives what a walk over the whole history gives.
 * What the rules mean is decision 016.
 */
export function walkDays<P>(rules: RulesOn): (point: TrackPoint<P>) => RaisedFlag<P>[] {
  let day = -1;
  let state: DayState<P> = NEW_DAY;
  return (point) => {
    const today = midnightBefore(point.recordedAt);
    if (today !== day) state = NEW_DAY;
    day = today;
    const flags = flagsAt(rules, state, point);
    state = stateBehind(state, point, flags);
    return flags;
  };
}

/** What a position of a day is held against. */
interface DayState<P> {
  /** The last position without a flag, or null before the first. */
  readonly kept: TrackPoint<P> | null;
  /** How many had none. */
  readonly keptCount: number;
  /** The last position that was not implausible. */
  readonly plausible: TrackPoint<P> | null;
  /** The last position that was, unless one that was not came since. */
  readonly suspect: TrackPoint<P> | null;
}

const NEW_DAY: DayState<never> = { kept: null, keptCount: 0, plausible: null, suspect: null };

function flagsAt<P>(rules: RulesOn, state: DayState<P>, point: TrackPoint<P>): RaisedFlag<P>[] {
  const { kept, keptCount } = state;
  if (!kept) return [];
  return [
    ...implausible(rules, state, point),
    ...thinningFlags(rules, kept, point),
    ...overDailyLimit(rules, { kept, keptCount }, point),
  ];
}

function stateBehind<P>(state: DayState<P>, point: TrackPoint<P>, flags: readonly RaisedFlag<P>[]): DayState<P> {
  const isPlausible = flags.every(({ kind }) => kind !== 'IMPLAUSIBLE');
  const trail = isPlausible ? { plausible: point, suspect: null } : { plausible: state.plausible, suspect: point };
  const { kept, keptCount } = state;
  return flags.length ? { kept, keptCount, ...trail } : { kept: point, keptCount: keptCount + 1, ...trail };
}

/** A position that fits to the one that was implausible is believed: then that one was right, and those before were not. */
function implausible<P>(rules: RulesOn, { plausible, suspect }: DayState<P>, point: TrackPoint<P>): RaisedFlag<P>[] {
  const limit = rules.get('MAX_SPEED')?.setting.limit ?? null;
  if (limit === null || !plausible) return [];
  const value = impliedSpeed(plausible, point);
  if (value <= limit || (suspect && impliedSpeed(suspect, point) <= limit)) return [];
  return [{ kind: 'IMPLAUSIBLE', rule: 'MAX_SPEED', limit, value, neighbour: plausible.position }];
}

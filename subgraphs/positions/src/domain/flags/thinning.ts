import { haversineMeters } from '@trekker/geo';

import type { RulesOn } from '../filter/effective-rules.ts';
import type { FilterRule } from '../filter/filter-rule.ts';
import type { FlagKind, RaisedFlag } from './raised-flag.ts';
import { secondsBetween, type TrackPoint } from './track-point.ts';

/** Two at the same place within this time are one told twice, seconds. */
const DUPLICATE_SECONDS = 1;

/** The flags of a position that says little beside the last one without a flag, unless it escapes. */
export function thinningFlags<P>(rules: RulesOn, kept: TrackPoint<P>, point: TrackPoint<P>): RaisedFlag<P>[] {
  if (!rules.size || escapes(rules, kept, point)) return [];
  const seconds = secondsBetween(kept, point);
  const meters = haversineMeters(kept, point);
  const tests: Test[] = [
    { kind: 'DUPLICATE', rule: 'DUPLICATE', value: seconds, fails: () => isDuplicate(kept, point, seconds) },
    { kind: 'STATIC', rule: 'STATIC', value: meters, fails: () => isStatic(kept, point, meters) },
    { kind: 'NEAR', rule: 'DISTANCE', value: meters, fails: (limit) => meters < limit },
    { kind: 'FREQUENT', rule: 'MIN_PERIOD', value: seconds, fails: (limit) => seconds < limit },
  ];
  return tests.flatMap(({ kind, rule, value, fails }) => {
    const setting = rules.get(rule)?.setting;
    if (!setting || !fails(setting.limit ?? 0)) return [];
    return [{ kind, rule, limit: setting.limit, value, neighbour: kept.position }];
  });
}

/** One thing that is asked of a position, and what was measured for it. */
interface Test {
  readonly kind: FlagKind;
  readonly rule: FilterRule;
  readonly value: number;
  readonly fails: (limit: number) => boolean;
}

/** The flag of a position of a day that had enough without one, unless it escapes. */
export function overDailyLimit<P>(
  rules: RulesOn,
  { kept, keptCount }: { kept: TrackPoint<P>; keptCount: number },
  point: TrackPoint<P>,
): RaisedFlag<P>[] {
  const limit = rules.get('DAILY_LIMIT')?.setting.limit ?? Infinity;
  if (keptCount < limit || escapes(rules, kept, point)) return [];
  return [{ kind: 'OVER_DAILY_LIMIT', rule: 'DAILY_LIMIT', limit, value: keptCount, neighbour: kept.position }];
}

/** Long enough after its neighbour, or with something new to say that somebody wants to know. */
function escapes(rules: RulesOn, kept: TrackPoint<unknown>, point: TrackPoint<unknown>): boolean {
  if (secondsBetween(kept, point) >= (rules.get('SKIP_LIMIT')?.setting.limit ?? Infinity)) return true;
  const names = rules.get('SKIP_ATTRIBUTES')?.setting.attributes ?? [];
  return names.some((name) => valueOf(point, name) !== valueOf(kept, name));
}

function valueOf({ attributes }: TrackPoint<unknown>, name: string): unknown {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

/** Told twice, and the second time nothing is said of what the first time was not. */
function isDuplicate(kept: TrackPoint<unknown>, point: TrackPoint<unknown>, seconds: number): boolean {
  const isSamePlace = kept.latitude === point.latitude && kept.longitude === point.longitude;
  if (seconds > 0 && !(isSamePlace && seconds <= DUPLICATE_SECONDS)) return false;
  return Object.keys(point.attributes).every((name) => Object.hasOwn(kept.attributes, name));
}

/** The device says that it stands; where it says no speed, it is nearer than anybody can tell. */
function isStatic(kept: TrackPoint<unknown>, point: TrackPoint<unknown>, meters: number): boolean {
  if (point.speedMetersPerSecond !== null) return point.speedMetersPerSecond === 0;
  return meters < Math.max(kept.accuracyMeters ?? 0, point.accuracyMeters ?? 0);
}

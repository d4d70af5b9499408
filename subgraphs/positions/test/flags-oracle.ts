import { haversineMeters } from '@trekker/geo';

/** A position as the API shows it. */
export interface Shown {
  readonly id: string;
  readonly recordedAt: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracyMeters: number | null;
  readonly speedMetersPerSecond: number | null;
}

/** Limits of the rules that are on. */
export interface Limits {
  readonly distance: number;
  readonly maxSpeed: number;
  readonly minPeriod: number;
  readonly dailyLimit: number;
  readonly skipLimit: number;
}

/**
 * The flags of a whole history in its order, as `KIND>neighbour`, found straight from their definition: for each position
 * by looking back through all of its day. STATIC and DUPLICATE are on; no position says anything beside its place.
 */
export function flagsByDefinition(history: readonly Shown[], limits: Limits): string[][] {
  const flags: string[][] = [];
  for (const [index, point] of history.entries()) {
    const day = point.recordedAt.slice(0, 10);
    const before = history.slice(0, index).map((one, at) => ({ one, own: flags[at] ?? [] }));
    flags.push(
      flagsOf(
        point,
        before.filter(({ one }) => one.recordedAt.startsWith(day)),
        limits,
      ),
    );
  }
  return flags;
}

type Before = { readonly one: Shown; readonly own: readonly string[] }[];

function flagsOf(point: Shown, day: Before, limits: Limits): string[] {
  const kept = day.findLast(({ own }) => own.length === 0)?.one;
  if (!kept) return [];
  const flags = implausible(point, day, limits);
  if (seconds(kept, point) >= limits.skipLimit) return flags;
  const meters = haversineMeters(kept, point);
  const radius = Math.max(kept.accuracyMeters ?? 0, point.accuracyMeters ?? 0);
  const tests: [string, boolean][] = [
    ['DUPLICATE', isToldTwice(kept, point)],
    ['STATIC', point.speedMetersPerSecond === null ? meters < radius : point.speedMetersPerSecond === 0],
    ['NEAR', meters < limits.distance],
    ['FREQUENT', seconds(kept, point) < limits.minPeriod],
    ['OVER_DAILY_LIMIT', day.filter(({ own }) => own.length === 0).length >= limits.dailyLimit],
  ];
  return [...flags, ...tests.flatMap(([kind, fails]) => (fails ? [`${kind}>${kept.id}`] : []))];
}

function implausible(point: Shown, day: Before, { maxSpeed }: Limits): string[] {
  const isSuspect = ({ own }: Before[number]) => own.some((flag) => flag.startsWith('IMPLAUSIBLE'));
  const canReach = ({ one }: Before[number]) =>
    haversineMeters(one, point) / Math.max(1, seconds(one, point)) <= maxSpeed;
  const plausible = day.findLast((each) => !isSuspect(each));
  if (!plausible || canReach(plausible)) return [];
  return day.slice(-1).some((each) => isSuspect(each) && canReach(each)) ? [] : [`IMPLAUSIBLE>${plausible.one.id}`];
}

function isToldTwice(kept: Shown, point: Shown): boolean {
  const isSame = kept.latitude === point.latitude && kept.longitude === point.longitude;
  return seconds(kept, point) === 0 || (isSame && seconds(kept, point) <= 1);
}

function seconds(from: Shown, to: Shown): number {
  return (Date.parse(to.recordedAt) - Date.parse(from.recordedAt)) / 1_000;
}

import { displacement, eastward } from './displacement.ts';
import { rowAt, type FixColumns } from './fix-columns.ts';

/** Where a tracker was at an instant, as far as its positions tell. */
export type Whereabouts =
  /** Nothing was heard of it yet. */
  | { readonly kind: 'unknown'; readonly firstAt: number | null }
  | {
      readonly kind: 'located';
      readonly latitude: number;
      readonly longitude: number;
      /** Metres per second, or null where it is not known. */
      readonly speed: number | null;
      /** Metres, or null. */
      readonly altitude: number | null;
      /** Direction of the way in degrees clockwise from north, or null while it stands. */
      readonly heading: number | null;
    }
  /** It is within a gap: here it was heard last. */
  | { readonly kind: 'silent'; readonly latitude: number; readonly longitude: number; readonly since: number };

// Below this, in metres per second, a direction is noise of a standing device.
const MOVING_FROM = 0.3;

/**
 * Where a tracker was at an instant: between two positions on the straight line from one to the other, by time. Longer
 * than `gapMs` without a position is a gap, about which nothing is known.
 */
export function whereaboutsAt(columns: FixColumns, instant: number, gapMs: number): Whereabouts {
  const row = rowAt(columns, instant);
  if (row < 0) return { kind: 'unknown', firstAt: columns.length ? (columns.at[0] ?? null) : null };
  const before = fixAt(columns, row);
  const after = row + 1 < columns.length ? fixAt(columns, row + 1) : null;
  const silentMs = (after?.at ?? instant) - before.at;
  if (silentMs > gapMs && instant > before.at) {
    return { kind: 'silent', latitude: before.latitude, longitude: before.longitude, since: before.at };
  }
  if (after && silentMs <= gapMs) return between(before, after, { share: (instant - before.at) / silentMs, gapMs });
  return resting(before, row > 0 ? fixAt(columns, row - 1) : null, { instant, gapMs });
}

/** At a position behind which nothing is known: as it came there. */
function resting(here: Fix, before: Fix | null, { instant, gapMs }: { instant: number; gapMs: number }): Whereabouts {
  const arriving = before ? motion(before, here, gapMs) : STANDING;
  const { latitude, longitude } = here;
  const speed = known(here.speed) ?? (instant === here.at ? arriving.speed : null);
  return { kind: 'located', latitude, longitude, speed, altitude: known(here.altitude), heading: arriving.heading };
}

interface Fix {
  readonly at: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly speed: number;
  readonly altitude: number;
}

function fixAt({ at, latitude, longitude, speed, altitude }: FixColumns, row: number): Fix {
  return {
    at: at[row] ?? 0,
    latitude: latitude[row] ?? 0,
    longitude: longitude[row] ?? 0,
    speed: speed[row] ?? Number.NaN,
    altitude: altitude[row] ?? Number.NaN,
  };
}

function between(a: Fix, b: Fix, { share, gapMs }: { share: number; gapMs: number }): Whereabouts {
  const mix = (from: number, to: number) => from + (to - from) * share;
  const { speed: implied, heading } = motion(a, b, gapMs);
  const longitude = mix(a.longitude, a.longitude + eastward(a.longitude, b.longitude));
  return {
    kind: 'located',
    latitude: mix(a.latitude, b.latitude),
    longitude: ((longitude + 540) % 360) - 180,
    speed: known(mix(a.speed, b.speed)) ?? implied,
    altitude: known(mix(a.altitude, b.altitude)) ?? known(a.altitude),
    heading,
  };
}

const STANDING = { speed: null, heading: null } as const;

function motion(a: Fix, b: Fix, gapMs: number): { speed: number | null; heading: number | null } {
  if (b.at - a.at > gapMs || b.at <= a.at) return STANDING;
  const { north, east } = displacement(a, b);
  const speed = Math.hypot(north, east) / ((b.at - a.at) / 1_000);
  if (speed < MOVING_FROM) return { speed, heading: null };
  return { speed, heading: ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360 };
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

import type { OracleVersion } from './fence-history.ts';
import type { Heard } from './oracle-visits.ts';
import { isFarOutside } from './what-a-fix-says.ts';

/**
 * When an edit of the geofence, rather than a step of its own, put outside whoever was inside at one fix and outside at a
 * later one; null where it was a step.
 */
export function whenItMoved(versions: readonly OracleVersion[], inside: Heard, outside: Heard): number | null {
  const between = versions
    .filter(({ number }) => number > inside.version.number && number <= outside.version.number)
    .filter(({ validFrom }) => validFrom <= outside.fix.recordedAt);
  const place = { ...inside.fix, accuracyMeters: 0 };
  const first = between
    .toSorted((a, b) => a.number - b.number)
    .find(({ shape, rules }) => shape && isFarOutside(place, { shape, rules }));
  return first?.validFrom ?? null;
}

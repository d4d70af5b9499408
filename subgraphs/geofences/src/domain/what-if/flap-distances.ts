import type { Visit } from '../presence/visit.ts';
import { isReturn } from './visit-figures.ts';

/**
 * How far outside, metres, the fixes lay that ended one tracker's visits although it returned at once. Visits in order of
 * `from`.
 */
export function flapDistances(visits: readonly Visit[]): number[] {
  return visits.flatMap((visit, index) => {
    const before = visits[index - 1];
    return before && isReturn(visit, before) ? distancesOfEnd(before) : [];
  });
}

function distancesOfEnd({ evidence }: Visit): number[] {
  return evidence.flatMap(({ decision, signedDistanceMeters }) =>
    decision === 'ENDED' || decision === 'CONFIRMED_END' ? signedDistanceMeters : [],
  );
}

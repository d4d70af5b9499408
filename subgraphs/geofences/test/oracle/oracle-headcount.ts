import type { OraclePersonVisit } from './oracle-person-visits.ts';
import type { OraclePhase } from './visit-of.ts';

/** How somebody counts in a zone, best first. */
export const HEADCOUNT_STATES = ['present', 'probable', 'stale', 'unknown'] as const;
export type HeadcountState = (typeof HEADCOUNT_STATES)[number];

/** How each person counts at an instant in some zones: nobody twice, of several states the best. */
export function oracleHeadcount(
  visits: readonly OraclePersonVisit[],
  { at, zones }: { at: number; zones: ReadonlySet<string> },
): Map<string, HeadcountState> {
  const people = Map.groupBy(visits, ({ personId }) => personId);
  const states = [...people].flatMap(([personId, ofPerson]): [string, HeadcountState][] => {
    const inZones = ofPerson.filter(({ geofenceId }) => zones.has(geofenceId));
    const found = inZones.flatMap((visit) => stateIn(visit, { at, ofPerson }) ?? []);
    const best = HEADCOUNT_STATES.find((state) => found.includes(state));
    return best ? [[personId, best]] : [];
  });
  return new Map(states);
}

/** How somebody counts at an instant by one of their visits; null where they do not. */
function stateIn(
  visit: OraclePersonVisit,
  { at, ofPerson }: { at: number; ofPerson: readonly OraclePersonVisit[] },
): HeadcountState | null {
  if (holds(visit, at)) {
    if (visit.stale.some((phase) => holds(phase, at))) return 'stale';
    return visit.probable.some((phase) => holds(phase, at)) ? 'probable' : 'present';
  }
  const { lost } = visit;
  if (!lost || !holds(lost, at)) return null;
  // Whoever is somewhere else since is known to be there.
  const isElsewhere = ofPerson.some(({ from, to }) => from <= at && (to === null || to > lost.from));
  return isElsewhere ? null : 'unknown';
}

function holds({ from, to }: OraclePhase, at: number): boolean {
  return from <= at && (to === null || at < to);
}

import { visitsClosedBy } from '../presence/derive-presence.ts';
import { createFenceSet, type KnownFences } from '../presence/fence-set.ts';
import type { ShapedVersion } from '../presence/fence-version.ts';
import type { Fix } from '../presence/fix.ts';
import { UNSEEN, visitsAt } from '../presence/tracker-state.ts';
import type { Visit } from '../presence/visit.ts';
import { Walk } from '../presence/walk.ts';

/** Shape and rules as they are, or might be. */
export type Settings = Pick<ShapedVersion, 'shape' | 'rules'>;

/** One geofence that has always had these settings, and no other. */
export function fenceAlways(geofenceId: string, settings: Settings): KnownFences {
  const set = createFenceSet();
  set.add([{ ...settings, kind: 'shaped', geofenceId, number: 1, edit: 1, validFrom: 0 }]);
  set.reached(1);
  return set.knownAt(1);
}

/** So many fixes are judged before others have their turn: a few milliseconds of work. */
const TURN = 250;

/**
 * The visits that `derivePresence` derives, in order of `from`, with others having their turn in between.
 * @param breath lets them.
 */
export async function deriveSlowly(
  { fixes, fences, until }: { fixes: readonly Fix[]; fences: KnownFences; until: number },
  breath: () => Promise<unknown>,
): Promise<Visit[]> {
  const visits: Visit[] = [];
  const walk = new Walk(UNSEEN);
  for (const [index, fix] of fixes.entries()) {
    for (const visit of visitsClosedBy(walk.take(fix, fences))) visits.push(visit);
    if (index % TURN === TURN - 1) await breath();
  }
  visits.push(...visitsAt(walk.state, fences, until).values());
  return visits.toSorted((one, other) => one.from - other.from);
}

import type { ConsumerTx, Entry } from '@trekker/kit';

import type { VisitBelief } from '../../db/visits.ts';
import type { CoverageChange } from '../../domain/presence/coverage.ts';
import type { VisitChange } from '../../domain/presence/visit-change.ts';
import type { Visit } from '../../domain/presence/visit.ts';
import { coverageChanged, trackersReached, visitChanged, visitsEvent } from '../../events.ts';

/** The entry that something follows from. */
export type Cause = Pick<Entry, 'id' | 'at'>;

/** Publishes what is derived of one tenant. */
export interface Telling {
  /** Tells of changes of a tracker's visits; gives them as beliefs. */
  visits(trackerId: string, changes: readonly VisitChange[], cause: Cause): VisitBelief[];
  coverage(trackerId: string, change: CoverageChange, cause: Cause): void;
  /** Tells how far trackers have come, Unix milliseconds by tracker. */
  reached(trackers: ReadonlyMap<string, number>, cause: Cause): void;
}

/** Publishes on the topic `visits`, each entry with what it follows from. */
export function createTelling(tx: ConsumerTx, tenantId: string): Telling {
  return {
    visits(trackerId, changes, { id, at }) {
      return changes.map((change) => {
        const { kind, visitId, revision, retracted, supersededBy, visit } = change;
        const told = { ...stateOf(visit), visitId, trackerId, kind, revision, retracted, supersededBy };
        tx.publish({ ...visitsEvent(visitChanged, tenantId, told), causedBy: id });
        return { ...change, trackerId, knownFrom: at };
      });
    },
    coverage(trackerId, { from, to, silences }, { id }) {
      const told = { trackerId, from, to, silences: [...silences] };
      tx.publish({ ...visitsEvent(coverageChanged, tenantId, told), causedBy: id });
    },
    reached(trackers, { id }) {
      if (!trackers.size) return;
      const told = { trackers: [...trackers].map(([trackerId, reachedAt]) => ({ trackerId, reachedAt })) };
      tx.publish({ ...visitsEvent(trackersReached, tenantId, told), causedBy: id });
    },
  };
}

/** What is told of a visit apart from who it is: the evidence stays with the visit. */
export function stateOf({ geofenceId, from, to, endReason, probable, stale, loitering, dwelledAt, lost }: Visit) {
  const phases = { probable: [...probable], stale: [...stale], loitering: [...loitering] };
  return { geofenceId, from, to, endReason, dwelledAt, lost, ...phases };
}

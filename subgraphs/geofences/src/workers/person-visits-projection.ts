import { payloadOf, type ConsumerTx, type Entry, type NewEntry, type Projection } from '@trekker/kit';

import { carriagesOf, carriedSince, saveCarriages, saveCarriedVisits } from '../db/carried.ts';
import { insertPersonBeliefs, toldOf, type PersonVisitBelief } from '../db/person-visits.ts';
import {
  takeCarriage,
  takeVisit,
  toldKey,
  type CarriedState,
  type ToldPersonVisit,
} from '../domain/person-visits/derive.ts';
import type { Carriage, CarriedVisit } from '../domain/person-visits/person-visit.ts';
import {
  assignmentMoved,
  personVisitChanged,
  personVisitsEvent,
  trackersReached,
  visitChanged,
  VISITS_TOPIC,
} from '../events.ts';

/** Entries of one transaction. */
const BATCH = 500;

/** Stage two: from visits of trackers and their assignments to people's visits, tenant by tenant. */
export const personVisitsProjection: Projection = {
  name: 'person-visits',
  topic: VISITS_TOPIC,
  batch: BATCH,
  async apply(tx, entries, { tenantId }) {
    await tx.asTenant(tenantId);
    const changes = entries.flatMap((entry) => changeIn(entry) ?? []);
    const visits = changes.flatMap((change) => (change.kind === 'visit' ? change.visit : []));
    const carriages = changes.flatMap((change) => (change.kind === 'carriage' ? change.carriage : []));
    const state = await stateFor(tx, { visits, carriages });
    const beliefs = changes.flatMap((change) => tell(tx, tenantId, { state, change }));
    await saveCarriedVisits(
      tx.sql,
      tenantId,
      newest(visits, ({ visitId }) => visitId),
    );
    await saveCarriages(
      tx.sql,
      tenantId,
      newest(carriages, ({ assignmentId }) => assignmentId),
    );
    await insertPersonBeliefs(tx.sql, tenantId, beliefs);
  },
  async reset(tx) {
    await tx.sql`delete from geofences.person_visits`;
    await tx.sql`delete from geofences.carried_visits`;
    await tx.sql`delete from geofences.assignments`;
  },
};

/** What an entry says: a visit or an assignment is now so, or visits go up to an instant. */
type Change =
  | { readonly kind: 'progress'; readonly entry: Entry }
  | { readonly kind: 'visit'; readonly entry: Entry; readonly visit: CarriedVisit }
  | { readonly kind: 'carriage'; readonly entry: Entry; readonly carriage: Carriage };

function changeIn(entry: Entry): Change | null {
  if (entry.type === visitChanged.type) {
    const { visitId, trackerId, geofenceId, from, to, stale } = payloadOf(entry, visitChanged);
    return { kind: 'visit', entry, visit: { visitId, trackerId, geofenceId, from, to, stale } };
  }
  if (entry.type === trackersReached.type) return { kind: 'progress', entry };
  if (entry.type !== assignmentMoved.type) return null;
  const { assignmentId, trackerId, personId, from, to } = payloadOf(entry, assignmentMoved);
  return { kind: 'carriage', entry, carriage: { assignmentId, trackerId, personId, from, to } };
}

/** Everything these changes may touch, as it was left by those before. */
async function stateFor(
  { sql }: ConsumerTx,
  { visits, carriages }: { visits: readonly CarriedVisit[]; carriages: readonly Carriage[] },
): Promise<CarriedState> {
  const known = await carriagesOf(
    sql,
    idsOf([...visits, ...carriages], ({ trackerId }) => trackerId),
  );
  const byId = new Map(known.map((carriage) => [carriage.assignmentId, carriage]));
  const since = Math.min(
    ...carriages.flatMap(({ from, assignmentId }) => [from, byId.get(assignmentId)?.from ?? from]),
  );
  const moved = idsOf(carriages, ({ trackerId }) => trackerId);
  const carried = moved.length ? await carriedSince(sql, moved, since) : [];
  const told = await toldOf(
    sql,
    idsOf([...visits, ...carried], ({ visitId }) => visitId),
  );
  return {
    visits: new Map(carried.map((visit) => [visit.visitId, visit])),
    carriages: new Map(
      [...Map.groupBy(known, ({ trackerId }) => trackerId)].map(([trackerId, ofTracker]) => [
        trackerId,
        new Map(ofTracker.map((carriage) => [carriage.assignmentId, carriage])),
      ]),
    ),
    told: new Map(told.map((one) => [toldKey(one.visit), one])),
  };
}

/** Derives from one change, and publishes what changed for people; an assignment and progress follow what came of them. */
function tell(
  tx: ConsumerTx,
  tenantId: string,
  { state, change }: { state: CarriedState; change: Change },
): PersonVisitBelief[] {
  const { entry } = change;
  const publish = (event: NewEntry) => tx.publish({ ...event, causedBy: entry.id });
  switch (change.kind) {
    case 'visit':
      return takeVisit(state, change.visit).map(believe);
    case 'carriage': {
      const told = takeCarriage(state, change.carriage).map(believe);
      if (change.carriage.personId !== null)
        publish(personVisitsEvent(assignmentMoved, tenantId, payloadOf(entry, assignmentMoved)));
      return told;
    }
    case 'progress':
      publish(personVisitsEvent(trackersReached, tenantId, payloadOf(entry, trackersReached)));
      return [];
  }

  function believe(told: ToldPersonVisit): PersonVisitBelief {
    const { assignmentId: _assignmentId, stale, ...visit } = told.visit;
    const payload = { ...visit, stale: [...stale], retracted: told.retracted };
    publish(personVisitsEvent(personVisitChanged, tenantId, payload));
    return { ...told, knownFrom: entry.at };
  }
}

function idsOf<T>(items: readonly T[], idOf: (item: T) => string): string[] {
  return [...new Set(items.map(idOf))];
}

/** Of each thing the newest state. */
function newest<T>(states: readonly T[], idOf: (state: T) => string): T[] {
  return [...new Map(states.map((state) => [idOf(state), state])).values()];
}

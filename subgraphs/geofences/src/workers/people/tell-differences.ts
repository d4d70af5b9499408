import type { ConsumerTx } from '@trekker/kit';

import type { RebuiltBelief } from '../../db/beliefs-rebuilt.ts';
import { geofencesSeen, toldEventsById } from '../../db/geofence-events.ts';
import { toldById } from '../../db/person-visits.ts';
import type { EventStatus } from '../../domain/events/told-stay.ts';
import { geofenceEventsEvent, personVisitChanged, personVisitsEvent } from '../../events.ts';
import { payloadOfEvent, payloadOfVisit } from './tell.ts';
import { distinct } from './touched.ts';

/** Tells of what a rebuild of stage two brought to light, as corrections. */
export async function tellDifferences(
  tx: ConsumerTx,
  tenantId: string,
  { people, events }: { people: readonly RebuiltBelief[]; events: readonly RebuiltBelief[] },
): Promise<void> {
  for (const told of await toldById(tx.sql, idsOf(people)))
    tx.publish(personVisitsEvent(personVisitChanged, tenantId, payloadOfVisit(told)));
  const changes = await toldEventsById(tx.sql, idsOf(events));
  const geofences = await geofencesSeen(tx.sql, distinct(changes.map(({ happening }) => happening.geofenceId)));
  for (const change of changes) {
    const geofence = geofences.get(change.happening.geofenceId);
    const status = statusOf(change);
    if (geofence) tx.publish(geofenceEventsEvent(tenantId, payloadOfEvent({ ...change, status }, geofence)));
  }
}

function idsOf(beliefs: readonly RebuiltBelief[]): string[] {
  return beliefs.map(({ id }) => id);
}

function statusOf({ revision, retracted }: { revision: number; retracted: boolean }): EventStatus {
  if (retracted) return 'RETRACTED';
  return revision === 0 ? 'NEW' : 'REVISED';
}

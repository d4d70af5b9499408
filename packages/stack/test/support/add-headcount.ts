import type { Client } from './client.ts';
import type { Belongings } from './populate.ts';
import { ZONE } from './where-and-when.ts';

/**
 * Somebody who was marked in by hand, limits, one of them reached and one undercut when a person leaves, and a code for
 * checking in; nothing where there are no zones.
 */
export async function addHeadcount(client: Client, { geofenceId, placeId }: Belongings) {
  if (geofenceId === undefined) return { checkInToken: '', limitId: '' };
  const { person } = await client.change('createPerson', 'person { id }', {
    name: `Visitor ${geofenceId}`,
    kind: 'VISITOR',
  });
  await client.change('markPresence', 'mark { id }', {
    personId: person.id,
    geofenceId,
    kind: 'IN',
    note: 'At the gate',
  });
  await client.change('setOccupancyLimit', 'limit { id }', { placeId, minimum: 2 });
  const visitors = { zoneId: geofenceId, kinds: ['VISITOR'], maximum: 1 };
  await client.change('setOccupancyLimit', 'limit { id }', visitors);
  const { limit } = await client.change('setOccupancyLimit', 'limit { id }', { zoneId: geofenceId, maximum: 9 });
  const reset = { placeId, localTime: '04:00', timeZone: 'Europe/Berlin' };
  await client.change('setHeadcountReset', 'place { id }', reset);
  const { token } = await client.change('createCheckInCode', 'token', { zoneId: geofenceId });
  return { checkInToken: token as string, limitId: limit.id as string };
}

/** A muster in a yard of its own that goes on, with a word about somebody; nothing where there are no zones. */
export async function addMuster(client: Client, marker: string, { geofenceId, personId, unitId }: Belongings) {
  if (geofenceId === undefined) return { stationCode: '', musterId: '', stationId: '', yardId: '' };
  const yard = await client.change('createPlace', 'place { id }', { name: `Yard ${marker}`, kind: 'SITE' });
  const placeId: string = yard.place.id;
  const circle = { ...ZONE, latitude: ZONE.latitude + 0.2 };
  const point = { name: `Station ${marker}`, kind: 'MUSTER_POINT', placeId, circle };
  const stationId: string = (await client.change('createGeofence', 'geofence { id }', point)).geofence.id;
  const asked = { placeId, mode: 'DRILL', name: `Drill ${marker}`, idempotencyKey: marker };
  const musterId: string = (await client.change('startMuster', 'muster { id }', asked)).muster.id;
  const word = { musterId, personId, kind: 'SAFE', note: `Seen ${marker}`, idempotencyKey: `word ${marker}` };
  await client.change('markMuster', 'act { id }', word);
  await client.change('setAssignedStation', 'assignedStations { setAt }', { unitId, stationIds: [stationId] });
  const { code } = await client.change('createMusterStationCode', 'code', { musterId, stationId });
  return { stationCode: code as string, musterId, stationId, yardId: placeId };
}

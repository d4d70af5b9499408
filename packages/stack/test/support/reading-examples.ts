import type { Belongings, Populated } from './populate.ts';

/** Variables with which a root field works for the tenant whose things they name. */
export type Example = Readonly<Record<string, any>>;

/** Ids of what a tenant has, by type. */
export type IdsByType = ReadonlyMap<string, readonly string[]>;

/** What root fields are called with, by their coordinates. */
export type Examples = Readonly<Record<string, (own: Belongings, tenant: Populated, ids: IdsByType) => Example[]>>;

export const LAST_HOUR = { from: new Date(Date.now() - 3_600_000), to: new Date() };

/** What lists and subscriptions are called with: they use nothing up. */
export const READING_EXAMPLES: Examples = {
  'Query.invitationPreview': (_, { invitationToken }) => [{ token: invitationToken }],
  'Query.auditEntries': ({ userId, unitId }) => [
    { first: 500 },
    { filter: { userId } },
    { filter: { subjectId: unitId } },
  ],
  'Query.savedViews': () => [{}, { list: 'PEOPLE' }],
  'Query.notifications': () => [{ first: 500 }, { unreadOnly: true }],
  'Query.notificationDeliveries': ({ endpointId, ruleId }) => [
    { first: 500 },
    { filter: { endpointId } },
    { filter: { ruleId } },
  ],
  'Query.headcountSeries': ({ geofenceId, placeId }) => [
    { zoneId: geofenceId, ...LAST_HOUR, stepSeconds: 600 },
    { placeId, ...LAST_HOUR, stepSeconds: 600 },
  ],
  'Query.occupancyLimits': ({ geofenceId, placeId }) => [{ first: 500 }, { zoneId: geofenceId }, { placeId }],
  'Query.limitEvents': ({ geofenceId, placeId }) => [
    { first: 500 },
    { zoneIds: [geofenceId] },
    { placeIds: [placeId] },
  ],
  'Query.presenceMarks': ({ personId, geofenceId }) => [{ first: 500 }, { personId }, { zoneId: geofenceId }],
  'Query.musters': ({ yardId }) => [{ first: 500 }, { filter: { placeId: yardId } }],
  'Query.musterComparison': ({ musterId }) => [{ ids: [musterId] }],
  'Query.timesheet': ({ personId }) => [{ personId, weekOf: new Date().toISOString().slice(0, 10) }],
  'Query.geofences': ({ placeId }) => [{ first: 500 }, { placeId }],
  'Query.exportGeofences': ({ placeId }) => [{ format: 'GEOJSON' }, { format: 'GPX', placeId }],
  'Query.repairedGeometry': () => [{ boundary: { type: 'Polygon', coordinates: [] } }],
  'Query.simulateGeofence': ({ geofenceId, placeId }) => [
    { input: { geofenceId, ...lastDay() } },
    { input: { kind: 'GATE', circle: { latitude: 52, longitude: 13, radiusMeters: 20 }, placeId, ...lastDay() } },
  ],
  'Query.suggestedRules': ({ geofenceId }) => [{ geofenceId, ...lastDay() }],
  'Query.explainPosition': ({ geofenceId }, _, ids) => [
    { positionId: ids.get('Position')?.[0], geofenceIds: [geofenceId] },
  ],
  'Query.positionsWithin': ({ trackerId, unitId }) => [
    { box: WORLD, zoom: 3 },
    { box: WORLD, zoom: 3, trackerIds: [trackerId], unitIds: [unitId] },
  ],
  'Query.areaSightings': ({ trackerId, unitId }) => [
    { area: { box: WORLD }, ...lastDay() },
    { area: { box: WORLD }, ...lastDay(), trackerIds: [trackerId], unitIds: [unitId] },
  ],
  'Query.heatmap': ({ trackerId, unitId }) => [
    { box: WORLD, zoom: 4, ...lastDay() },
    { box: WORLD, zoom: 4, ...lastDay(), trackerIds: [trackerId], unitIds: [unitId] },
  ],
  'Query.tracks': ({ trackerId }) => [{ ...lastDay(), trackerIds: [trackerId] }],
  'Query.motion': ({ trackerId, unitId }) => [
    { ...lastDay(), trackerIds: [trackerId] },
    { ...lastDay(), by: 'HOUR' },
    { ...lastDay(), unitIds: [unitId] },
  ],
  'Query.visits': ({ trackerId, geofenceId }) => [{ trackerId }, { geofenceId }],
  'Query.geofenceEvents': ({ trackerId, personId, geofenceId, placeId }) => [
    { trackerIds: [trackerId] },
    { personIds: [personId] },
    { geofenceIds: [geofenceId] },
    { placeId },
  ],
  'Query.trackers': ({ unitId, geofenceId }) => [
    { first: 500 },
    { filter: { unitId, notHeardSince: new Date().toISOString() } },
    { filter: { zoneId: geofenceId } },
  ],
  'Query.people': ({ unitId, geofenceId }) => [
    { first: 500 },
    { filter: { unitId } },
    { filter: { zoneId: geofenceId } },
  ],
  'Query.assets': ({ unitId, geofenceId }) => [
    { first: 500 },
    { filter: { unitId } },
    { filter: { zoneId: geofenceId } },
  ],
  'Subscription.positionsChanged': ({ trackerId }) => [{ trackerIds: [trackerId] }],
  'Subscription.positionUpdates': ({ trackerId, unitId, placeId, geofenceId }) => [
    { filter: { trackerIds: [trackerId], unitIds: [unitId], placeIds: [placeId], geofenceIds: [geofenceId] } },
  ],
  'Subscription.trackersChanged': () => [{}],
  'Subscription.trackerStatusChanged': ({ trackerId, unitId }) => [
    { filter: { trackerIds: [trackerId], unitIds: [unitId] } },
  ],
  'Subscription.visitChanged': ({ geofenceId }) => [{ geofenceIds: [geofenceId] }],
  'Subscription.geofenceEvent': ({ trackerId, personId, geofenceId, placeId }) => [
    { geofenceIds: [geofenceId], personIds: [personId], trackerIds: [trackerId], placeId },
  ],
  'Subscription.musterChanged': ({ musterId }) => [{ musterId }],
  'Subscription.headcountChanged': () => [{}],
  'Subscription.limitEvent': ({ geofenceId, placeId }) => [{ zoneIds: [geofenceId], placeIds: [placeId] }],
  'Subscription.notificationReceived': () => [{}],
};

/** All of the map. */
const WORLD = { west: -180, south: -90, east: 180, north: 90 };

/** The last day as arguments. */
function lastDay(): Example {
  const to = Date.now();
  return { from: new Date(to - 86_400_000).toISOString(), to: new Date(to).toISOString() };
}

import { BROWSER_KEYS } from './add-push.ts';
import { idPaths, namedType, type ApiShape, type RootField } from './api-shape.ts';
import { findMyKey } from './add-feed.ts';
import { KEPT_EXAMPLES } from './kept-examples.ts';
import { PIXEL } from './add-tracked.ts';
import type { Belongings, Populated } from './populate.ts';
import { LAST_HOUR, READING_EXAMPLES, type Example, type Examples, type IdsByType } from './reading-examples.ts';

/**
 * What every root field with arguments of its own is called with. The order is that in which they can all work one after
 * the other; later ones use up what earlier ones need.
 */
const EXAMPLES: Examples = {
  ...READING_EXAMPLES,
  'Mutation.signIn': (_, { login }) => [{ input: login }],
  'Mutation.setUp': (_, { setUpToken }) => [
    {
      input: {
        token: setUpToken,
        tenant: 'example',
        tenantName: 'Example',
        timeZone: 'Etc/UTC',
        signInName: 'example',
        name: 'Example',
        password: 'example of a password',
      },
    },
  ],
  'Mutation.issueAccessToken': () => [{}],
  'Mutation.createUnit': ({ unitId }) => [{ input: { name: 'Example', kind: 'CREW', parentId: unitId } }],
  'Mutation.updateUnit': ({ unitId }) => [{ input: { unitId, name: 'Example renamed' } }],
  'Mutation.moveUnit': ({ unitId, companyId }) => [{ input: { unitId } }, { input: { unitId, parentId: companyId } }],
  'Mutation.createUser': () => [
    { input: { signInName: 'example', name: 'Example', password: 'example of a password' } },
  ],
  'Mutation.grantRole': ({ userId, unitId }) => [{ input: { userId, role: 'DISPATCHER', unitId } }],
  'Mutation.inviteUser': ({ unitId }) => [
    { input: { signInName: 'invited', name: 'Example', role: 'DISPATCHER', unitId } },
  ],
  'Mutation.revokeInvitation': ({ invitationId }) => [{ input: { invitationId } }],
  'Mutation.acceptInvitation': (_, { invitationToken }) => [
    { input: { token: invitationToken, password: 'example of a password' } },
  ],
  'Mutation.setUserActive': ({ userId }) => [{ input: { userId, active: true } }],
  // Before the password is changed, which ends the subscriptions of other sessions.
  'Mutation.unsubscribeFromPush': ({ subscriptionId }) => [{ input: { subscriptionId } }],
  'Mutation.subscribeToPush': () => [
    { input: { endpoint: 'http://127.0.0.1:9/example', ...BROWSER_KEYS, label: 'Example' } },
  ],
  'Mutation.changePassword': (_, { deputy: { password } }) => [
    { input: { currentPassword: password, newPassword: password } },
  ],
  'Mutation.updateSettings': () => [{ input: { changes: [{ key: 'brandColor', value: '#123456' }] } }],
  'Mutation.saveView': () => [{ input: { list: 'ASSETS', name: 'Example', parameters: 'q=example' } }],
  'Mutation.updateView': ({ viewId }) => [{ input: { viewId, name: 'Example renamed' } }],
  'Mutation.deleteView': ({ viewId }) => [{ input: { viewId } }],
  'Mutation.revokeGrant': ({ grantId }) => [{ input: { grantId } }],
  'Mutation.createIngestDoor': () => [{ input: { name: 'Example' } }],
  'Mutation.closeIngestDoor': ({ doorId }) => [{ input: { doorId } }],
  'Mutation.createApiKey': ({ unitId }) => [{ input: { name: 'Example', permissions: ['trackers:read'], unitId } }],
  'Mutation.revokeApiKey': ({ keyId }) => [{ input: { keyId } }],
  'Mutation.addTracker': ({ personId, assetId, unitId }) => [
    { input: { name: 'Example', identifier: 'example', personId, unitId } },
    { input: { name: 'Example', identifier: 'example-on-asset', assetId } },
  ],
  'Mutation.createPerson': ({ unitId }) => [{ input: { name: 'Example', unitId } }],
  'Mutation.createAsset': ({ unitId }) => [{ input: { name: 'Example', unitId } }],
  'Mutation.updatePerson': ({ personId, unitId }) => [{ input: { personId, unitId, trade: 'Rigger' } }],
  'Mutation.updateAsset': ({ assetId, unitId }) => [{ input: { assetId, unitId, category: 'Crane' } }],
  'Mutation.updateTracker': ({ trackerId, unitId }) => [{ input: { trackerId, unitId } }],
  'Mutation.setPersonImage': ({ personId }) => [{ input: { personId, content: PIXEL, thumbnail: PIXEL } }],
  'Mutation.setAssetImage': ({ assetId }) => [{ input: { assetId, content: PIXEL, thumbnail: PIXEL } }],
  'Mutation.setAssignmentPriority': ({ assignmentId }) => [{ input: { assignmentId, priority: 5 } }],
  'Mutation.endAssignment': ({ assignmentId }) => [{ input: { assignmentId } }],
  'Mutation.assignTracker': ({ trackerId, personId, assetId }) => [
    { input: { trackerId, assetId } },
    { input: { trackerId, personId } },
  ],
  'Mutation.setPayloadSecret': ({ trackerId }) => [{ input: { trackerId, secret: 'example of a secret' } }],
  'Mutation.setFindMyKeys': ({ trackerId }) => [{ input: { trackerId, keys: [findMyKey(`example ${trackerId}`)] } }],
  'Mutation.createPositionFeed': () => [
    {
      input: {
        kind: 'GTFS_REALTIME',
        name: 'Example',
        url: 'http://127.0.0.1:9/example',
        enabled: false,
        idempotencyKey: 'example feed',
      },
    },
  ],
  'Mutation.updatePositionFeed': ({ feedId }) => [{ input: { feedId, name: 'Example renamed' } }],
  'Mutation.deletePositionFeed': ({ feedId }) => [{ input: { feedId } }],
  'Mutation.setTrackerDecoding': ({ trackerId }) => [{ input: { trackerId, timeZone: 'Europe/Berlin' } }],
  'Mutation.importTrack': ({ trackerId }) => [
    {
      input: { trackerId, text: 'time,latitude,longitude\n2026-01-01T00:00:00Z,52,13', idempotencyKey: 'example file' },
    },
  ],
  'Query.filterRules': ({ unitId, trackerId }) => [{}, { unitId }, { trackerId }],
  'Mutation.setFilterRules': ({ unitId, trackerId }) => [
    { input: { unitId, changes: [{ rule: 'ZERO', setting: { isOn: true } }] } },
    { input: { trackerId, changes: [{ rule: 'ZERO', setting: { isOn: false } }] } },
  ],
  'Query.decodeMessage': ({ trackerId }) => [
    { input: { protocol: 'tk103', text: '(012345678901BP05000012345678901)' } },
    { input: { protocol: 'osmand', text: 'id=7&lat=52&lon=13', trackerId } },
  ],
  'Query.rawMessages': (_, { marker }) => [{ first: 500 }, { identifier: `phone-${marker}`, ...LAST_HOUR }],
  'Mutation.claimDevice': ({ heardDevice, trackerId }) => [{ input: { identifier: heardDevice, trackerId } }],
  'Mutation.releaseDevice': ({ claimId }) => [{ input: { claimId } }],
  'Query.quarantinedFixes': ({ fixId, badTrackerId }) => [
    { first: 500 },
    { filter: { ids: [fixId] } },
    { filter: { trackerIds: [badTrackerId] } },
  ],
  'Query.quarantineCounts': ({ fixId, badTrackerId }) => [
    { filter: { ids: [fixId] } },
    { filter: { trackerIds: [badTrackerId] } },
  ],
  ...KEPT_EXAMPLES,
  'Mutation.replayQuarantinedFix': ({ fixId }) => [{ input: { fixId } }],
  'Mutation.replayQuarantinedFixes': ({ badFixId, badTrackerId }) => [
    { input: { filter: { ids: [badFixId] }, idempotencyKey: 'example replay' } },
    { input: { filter: { trackerIds: [badTrackerId] }, idempotencyKey: 'example replay of a tracker' } },
  ],
  // Of a tracker that nothing is held of.
  'Mutation.discardQuarantinedFixes': ({ worseFixId, worseTrackerId }) => [
    { input: { filter: { ids: [worseFixId] }, reason: 'Example' } },
    { input: { filter: { trackerIds: [worseTrackerId] }, reason: 'Example' } },
  ],
  'Mutation.createPlace': ({ placeId }) => [{ input: { name: 'Example', kind: 'AREA', parentId: placeId } }],
  'Mutation.updatePlace': ({ placeId, siteId }) => [
    { input: { placeId, timeZone: 'Europe/Berlin' } },
    { input: { placeId, parentId: siteId } },
  ],
  'Mutation.createGeofence': ({ placeId }) => [
    {
      input: {
        name: 'Example',
        kind: 'WORK_ZONE',
        placeId,
        circle: { latitude: 52, longitude: 13, radiusMeters: 20 },
      },
    },
  ],
  'Mutation.updateGeofence': ({ geofenceId, placeId }) => [
    { input: { geofenceId, name: 'Example renamed' } },
    { input: { geofenceId, placeId } },
  ],
  'Mutation.importGeofences': ({ placeId }) => [
    { input: { format: 'GEOJSON', text: '{"type":"Point","coordinates":[1,1]}', kind: 'GATE', placeId } },
  ],
  'Mutation.markPresence': ({ personId, geofenceId }) => [
    { input: { personId, geofenceId, kind: 'IN', idempotencyKey: 'example presence' } },
  ],
  'Mutation.createCheckInCode': ({ geofenceId }) => [{ input: { zoneId: geofenceId } }],
  'Mutation.checkIn': ({ personId }, { checkInToken }) => [{ input: { token: checkInToken, personId } }],
  'Mutation.revokeCheckInCodes': ({ geofenceId }) => [{ input: { zoneId: geofenceId } }],
  'Mutation.setHeadcountReset': ({ placeId }) => [{ input: { placeId, localTime: '05:00', timeZone: 'Etc/UTC' } }],
  'Mutation.setOccupancyLimit': ({ geofenceId, placeId, companyId }) => [
    { input: { zoneId: geofenceId, maximum: 5 } },
    { input: { placeId, companyId, minimum: 1 } },
  ],
  'Mutation.removeOccupancyLimit': ({ limitId }) => [{ input: { limitId } }],
  'Mutation.startMuster': ({ placeId, stationId }) => [
    { input: { placeId, mode: 'TEST', name: 'Example', stationIds: [stationId], idempotencyKey: 'example start' } },
  ],
  'Mutation.setAssignedStation': ({ unitId, personId, stationId }) => [
    { input: { unitId, stationIds: [stationId] } },
    { input: { personId, stationIds: [stationId] } },
  ],
  'Mutation.markMuster': ({ musterId, personId, stationId }) => [
    { input: { musterId, personId, stationId, kind: 'SAFE', idempotencyKey: 'example mark' } },
  ],
  'Mutation.createMusterStationCode': ({ musterId, stationId }) => [{ input: { musterId, stationId } }],
  'Mutation.musterCheckIn': ({ personId }, { stationCode }) => [
    { input: { code: stationCode, personId, idempotencyKey: 'example scan' } },
  ],
  'Mutation.pauseMuster': ({ musterId }) => [{ input: { musterId } }],
  'Mutation.resumeMuster': ({ musterId }) => [{ input: { musterId } }],
  'Mutation.endMuster': ({ musterId }) => [{ input: { musterId } }],
  'Mutation.archiveGeofence': ({ geofenceId }) => [{ input: { geofenceId } }],
  'Mutation.setUserEmail': ({ userId }) => [{ input: { userId, email: 'example@example.org' } }],
  'Mutation.setOwnEmail': () => [{ input: { email: 'own@example.org' } }],
  'Mutation.markNotificationsRead': ({ notificationId }) => [{ input: { notificationIds: [notificationId] } }],
  'Mutation.setNotificationPreferences': () => [
    { input: { leftOut: [{ kind: 'ENTERED', channels: ['EMAIL'] }], quietHours: { from: '22:00', to: '06:00' } } },
  ],
  'Mutation.acknowledgeNotification': ({ notificationId }) => [{ input: { notificationId } }],
  'Mutation.createNotificationRule': (own) => [{ input: { name: 'Example', kinds: ['CROSSED'], ...ruleNaming(own) } }],
  // While it tells nobody by e-mail: one that waits for its next try would look otherwise each time.
  'Mutation.testNotificationRule': ({ ruleId }) => [{ input: { ruleId } }],
  'Mutation.updateNotificationRule': (own) => [{ input: { ruleId: own.ruleId, ...ruleNaming(own) } }],
  'Mutation.deleteNotificationRule': ({ ruleId }) => [{ input: { ruleId } }],
  'Mutation.createWebhookEndpoint': () => [{ input: { url: 'http://127.0.0.1:9/example' } }],
  'Mutation.updateWebhookEndpoint': ({ endpointId }) => [{ input: { endpointId, description: 'Example' } }],
  'Mutation.rotateWebhookSecret': ({ endpointId }) => [{ input: { endpointId } }],
  'Mutation.testWebhookEndpoint': ({ endpointId }) => [{ input: { endpointId } }],
  'Mutation.redeliverNotification': ({ deliveryId }) => [{ input: { deliveryId } }],
  'Mutation.deleteWebhookEndpoint': ({ endpointId }) => [{ input: { endpointId } }],
  'Mutation.signOut': () => [{}],
};

/** What of a rule names something. */
function ruleNaming({ geofenceId, placeId, personId, assetId, unitId, userId, endpointId }: Belongings) {
  const where = { geofenceIds: [geofenceId], placeIds: [placeId] };
  const who = { personIds: [personId], assetIds: [assetId], unitIds: [unitId] };
  const told = { inAppUserIds: [userId], emailUserIds: [userId], endpointIds: [endpointId] };
  return { ...where, ...who, ...told, quietHours: { from: '22:00', to: '06:00', timeZone: 'Etc/UTC' } };
}

/** Arguments that every list, and every question about an instant, may have and may do without. */
const OPTIONAL = new Set(['first', 'after', 'asOf', 'knownAt']);

/** A field together with an example of its variables. */
export interface Call {
  readonly root: RootField;
  readonly variables: Example;
}

/**
 * A working call of every root field, several where its arguments exclude each other. Fails for a field whose arguments
 * nobody gave an example of, and for an id that no example names: who adds to the API says here how it is used.
 */
export function callsOf(shape: ApiShape, roots: readonly RootField[], tenant: Populated, idsByType: IdsByType): Call[] {
  const calls = roots.flatMap((root) => examplesOf(root, tenant, idsByType).map((variables) => ({ root, variables })));
  const missing = roots.flatMap((root) =>
    idPaths(shape, root)
      .filter((path) => !calls.some((call) => call.root === root && valueAt(call.variables, path) !== undefined))
      .map((path) => `${root.coordinate}(${path.join('.')})`),
  );
  if (missing.length) throw new Error(`no example names ${missing.join(', ')}; add one to ${import.meta.filename}`);
  const order = Object.keys(EXAMPLES);
  return calls.toSorted((a, b) => order.indexOf(a.root.coordinate) - order.indexOf(b.root.coordinate));
}

function examplesOf({ coordinate, field, operation }: RootField, tenant: Populated, idsByType: IdsByType): Example[] {
  const given = EXAMPLES[coordinate];
  if (given) return given(tenant.belongings, tenant, idsByType);
  const named = field.args.filter(({ name }) => !OPTIONAL.has(name)).map(({ name }) => name);
  if (operation === 'query' && named.length === 0)
    return [field.args.some(({ name }) => name === 'first') ? { first: 500 } : {}];
  const [id] = idsByType.get(namedType(field.type)) ?? [];
  if (operation === 'query' && named.join() === 'id' && id !== undefined) return [{ id }];
  throw new Error(`no example of ${coordinate}; add one to ${import.meta.filename}`);
}

/** The value at a path, or undefined. */
export function valueAt(variables: any, path: readonly string[]): unknown {
  return path.reduce((value, key) => value?.[key], variables);
}

/** A copy with another value at a path; what lies on the way and is not there is made. */
export function withValueAt(variables: any, [key = '', ...rest]: readonly string[], value: unknown): any {
  const changed = rest.length ? withValueAt(variables?.[key], rest, value) : value;
  if (Array.isArray(variables)) return variables.map((each, i) => (String(i) === key ? changed : each));
  return key === '0' ? [changed] : { ...variables, [key]: changed };
}

import { payloadOf, type Entry, type EventType, type NewEntry } from '@trekker/kit';
import { array, boolean, nullable, number, object, optional, picklist, pick, string, type InferOutput } from 'valibot';

import { NO_FACTS, type Happening } from './domain/notifications/happening.ts';
import { isEventKind, STATUSES } from './domain/notifications/kinds.ts';
import { ROLES } from './domain/roles.ts';
import { SAVED_VIEW_LISTS } from './domain/saved-view.ts';
import { UNIT_KINDS } from './domain/unit.ts';

/**
 * One partition per tenant. Published by tenancy; trackers reads units, timesheets the tenant's time zone, tenancy itself
 * what takes rights away and, for its audit, everything. Names of people stay in this service's tables.
 */
export const TENANCY_TOPIC = 'tenancy';

const unit = object({
  unitId: string(),
  name: string(),
  kind: picklist(UNIT_KINDS),
  parentId: nullable(string()),
  path: array(string()),
});

export const tenantCreated = define('tenant-created', object({ slug: string(), name: string(), timeZone: string() }));
/** The settings that have another value now, a default included; an image as `sha256:` and its hash. */
export const settingsChanged = define(
  'settings-changed',
  object({ changes: array(object({ key: string(), value: string() })) }),
);

export const unitCreated = define('unit-created', unit);
export const unitChanged = define('unit-changed', pick(unit, ['unitId', 'name', 'kind']));
/** `units` lists the unit and all below it with their new paths. */
export const unitMoved = define(
  'unit-moved',
  object({ unitId: string(), parentId: nullable(string()), units: array(pick(unit, ['unitId', 'path'])) }),
);

const user = object({ userId: string() });
export const userCreated = define('user-created', user);
export const userActivated = define('user-activated', user);
export const userDeactivated = define('user-deactivated', user);
export const passwordChanged = define('password-changed', user);

const grant = object({ grantId: string(), userId: string(), role: picklist(ROLES), unitId: nullable(string()) });
export const roleGranted = define('role-granted', grant);
export const grantRevoked = define('grant-revoked', grant);

export const invitationMade = define(
  'invitation-made',
  object({ invitationId: string(), role: picklist(ROLES), unitId: nullable(string()), expiresAt: number() }),
);
export const invitationAccepted = define('invitation-accepted', object({ invitationId: string(), userId: string() }));
export const invitationRevoked = define('invitation-revoked', object({ invitationId: string() }));

/** Rights of a user shrank: credentials with an epoch below this one no longer count. */
export const rightsShrank = define('rights-shrank', object({ userId: string(), epoch: number() }));
export const sessionEnded = define('session-ended', object({ sessionId: string() }));
export const doorOpened = define('door-opened', object({ doorId: string() }));
export const doorClosed = define('door-closed', object({ doorId: string() }));

/** A key and what it may do; its name and secret stay in this service's tables. */
const apiKey = object({ keyId: string() });
export const apiKeyCreated = define(
  'api-key-created',
  object({
    ...apiKey.entries,
    permissions: array(string()),
    unitId: nullable(string()),
    expiresAt: nullable(number()),
  }),
);
export const apiKeyRevoked = define('api-key-revoked', apiKey);

/** Addresses of people stay in this service's tables, and so does where exactly an endpoint lies. */
export const userAddressChanged = define('user-address-changed', user);
/** That a user wants to be told otherwise; how is theirs. */
export const notificationPreferencesChanged = define('notification-preferences-changed', user);
/** That a user is told by a browser, or is no more; which lies in this service's tables. */
const pushSubscription = object({ subscriptionId: string(), userId: string() });
export const pushSubscribed = define('push-subscribed', pushSubscription);
export const pushUnsubscribed = define('push-unsubscribed', pushSubscription);
/** A kept view of a list; its name and what it shows stay in this service's tables. */
const savedView = object({
  viewId: string(),
  userId: string(),
  list: picklist(SAVED_VIEW_LISTS),
  shared: boolean(),
});
export const viewSaved = define('view-saved', savedView);
export const viewChanged = define('view-changed', savedView);
export const viewDeleted = define('view-deleted', savedView);
/** Whom a rule tells; of other mailboxes only how many. */
const rule = object({
  ruleId: string(),
  name: string(),
  enabled: boolean(),
  userIds: array(string()),
  endpointIds: array(string()),
  mailboxes: number(),
});
export const notificationRuleCreated = define('notification-rule-created', rule);
export const notificationRuleChanged = define('notification-rule-changed', rule);
export const notificationRuleDeleted = define('notification-rule-deleted', pick(rule, ['ruleId']));
const endpoint = object({ endpointId: string(), host: string(), enabled: boolean() });
export const webhookEndpointCreated = define('webhook-endpoint-created', endpoint);
export const webhookEndpointChanged = define('webhook-endpoint-changed', endpoint);
export const webhookEndpointDeleted = define('webhook-endpoint-deleted', pick(endpoint, ['endpointId']));
export const webhookSecretRotated = define('webhook-secret-rotated', pick(endpoint, ['endpointId']));

/** An entry of this topic. */
export function tenancyEvent<E extends EventType<unknown>>(
  event: E,
  subject: string,
  payload: InferOutput<E['schema']>,
): NewEntry {
  return { topic: TENANCY_TOPIC, subject, type: event.type, version: event.version, payload };
}

/** One partition per tenant, published and read here: what users are told in the app, for their live streams. */
export const NOTIFICATIONS_TOPIC = 'notifications';
/** A notification came, changed, was withdrawn or seen to for these users. */
export const notificationTold = define(
  'notification-told',
  object({ notificationId: string(), userIds: array(string()) }),
);

/** An entry of the topic `notifications`. */
export function notificationsEvent(subject: string, payload: InferOutput<typeof notificationTold.schema>): NewEntry {
  const { type, version } = notificationTold;
  return { topic: NOTIFICATIONS_TOPIC, subject, type, version, payload };
}

/** One partition per tenant each, published by geofences and headcount: what happened, for notifications. */
export const GEOFENCE_EVENTS_TOPIC = 'geofence-events';
export const HEADCOUNT_EVENTS_TOPIC = 'headcount-events';

const id = optional(nullable(string()), null);
const people = optional(nullable(number()), null);
const happening = { eventId: string(), status: picklist(STATUSES), kind: string(), at: number() };
const HAPPENINGS = [
  define(
    'geofence-event',
    object({
      ...happening,
      geofenceId: id,
      geofenceKind: id,
      placeId: id,
      visitId: id,
      trackerId: id,
      personId: id,
      assetId: id,
    }),
  ),
  define(
    'limit-event',
    object({ ...happening, geofenceId: id, placeId: id, limitId: id, minimum: people, maximum: people, count: people }),
  ),
  define('muster-event', object({ ...happening, musterId: id, placeId: id, mode: id, name: id })),
];

/** What an entry of topics `geofence-events` and `headcount-events` says has happened; null for what no rule can be about. */
export function happeningIn(entry: Entry): Happening | null {
  const event = HAPPENINGS.find(({ type }) => type === entry.type);
  if (!event) return null;
  const { eventId, status, kind, at, ...told } = payloadOf<Told>(entry, event);
  const { mode: musterMode = null, name: musterName = null, ...facts } = told;
  if (!isEventKind(kind)) return null;
  return { eventId, status, kind, at, facts: { ...NO_FACTS, ...facts, musterMode, musterName } };
}

interface Told
  extends Omit<Happening, 'facts' | 'kind'>, Partial<Omit<Happening['facts'], 'musterMode' | 'musterName'>> {
  readonly kind: string;
  readonly mode?: string | null;
  readonly name?: string | null;
}

/** One partition per tenant, published by trackers. */
export const TRACKERS_TOPIC = 'trackers';
const owned = optional(nullable(string()), null);
/** What is read of its entries: which unit owns what, null for the tenant itself. */
const OWNED = [
  ...['tracker-added', 'tracker-changed'].map((type) => define(type, object({ trackerId: string(), unitId: owned }))),
  ...['person-created', 'person-changed'].map((type) => define(type, object({ personId: string(), unitId: owned }))),
  ...['asset-created', 'asset-changed'].map((type) => define(type, object({ assetId: string(), unitId: owned }))),
];

/** What an entry of topic `trackers` says of the owner of a person, an asset or a tracker, or null. */
export function ownerIn(entry: Entry): Owner | null {
  const event = OWNED.find(({ type }) => type === entry.type);
  return event ? payloadOf<Owner>(entry, event) : null;
}

interface Owner {
  readonly personId?: string;
  readonly assetId?: string;
  readonly trackerId?: string;
  readonly unitId: string | null;
}

/** One partition per tenant, published by geofences: places and geofences as they are. */
export const GEOFENCES_TOPIC = 'geofences';
const place = object({ placeId: string(), name: optional(string(), ''), path: array(string()), timeZone: owned });
const PLACES = ['place-created', 'place-changed', 'place-moved'].map((type) => define(type, place));
const geofence = object({ geofenceId: string(), name: string(), placeId: owned });
const GEOFENCES = ['geofence-created', 'geofence-changed', 'geofence-archived'].map((type) => define(type, geofence));

/** The place an entry of topic `geofences` tells of, or null. */
export function placeIn(entry: Entry): InferOutput<typeof place> | null {
  const event = PLACES.find(({ type }) => type === entry.type);
  return event ? payloadOf(entry, event) : null;
}

/** The geofence an entry of topic `geofences` tells of, or null. */
export function geofenceIn(entry: Entry): InferOutput<typeof geofence> | null {
  const event = GEOFENCES.find(({ type }) => type === entry.type);
  return event ? payloadOf(entry, event) : null;
}

function define<S extends EventType<unknown>['schema']>(type: string, schema: S) {
  return { type, version: 1, schema };
}

/** Published by trackers: who a person was is forgotten. */
export const personErased = {
  type: 'person-erased',
  version: 1,
  schema: object({ personId: string(), trackerIds: optional(array(string()), []) }),
};

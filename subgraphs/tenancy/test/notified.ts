import { setTimeout as sleep } from 'node:timers/promises';

import { uuidv7, type NewEntry, type Viewer } from '@trekker/kit';

import { change, PASSWORD, viewerOf, type TestTenancy } from './tenancy.ts';

/** What lets tests deliver to this machine. */
export const LOOPBACK = { TREKKER_TENANCY_WEBHOOK_ALLOW: '127.0.0.0/8', TREKKER_TENANCY_WEBHOOK_TIMEOUT_MS: '1000' };

/** What another service wrote to its log. */
export async function publish(
  test: TestTenancy,
  tenantId: string,
  entries: readonly Omit<NewEntry, 'subject'>[],
): Promise<void> {
  await test.postgres.open('tenancy').withTenant(tenantId, async (tx) => {
    for (const entry of entries) tx.publish({ ...entry, subject: tenantId });
  });
}

/** A site with a zone, and people of two units in it. */
export async function addWorld(test: TestTenancy, admin: Viewer) {
  const { tenantId } = admin;
  const unit = async (name: string) =>
    (
      await change(
        test,
        { field: 'createUnit', selection: 'unit { id }', input: { name, kind: 'CREW' } },
        { viewer: admin },
      )
    ).unit.id as string;
  const [dayId, nightId] = [await unit('Day'), await unit('Night')];
  const ids = { siteId: uuidv7(), areaId: uuidv7(), zoneId: uuidv7(), dayPersonId: uuidv7(), nightPersonId: uuidv7() };
  const { siteId, areaId, zoneId, dayPersonId, nightPersonId } = ids;
  const place = { kind: 'SITE', parentId: null, timeZone: 'Europe/Madrid' };
  await publish(test, tenantId, [
    { topic: 'geofences', type: 'place-created', payload: { placeId: siteId, name: 'Site', path: [siteId], ...place } },
    {
      topic: 'geofences',
      type: 'place-created',
      payload: {
        placeId: areaId,
        name: 'Area',
        path: [siteId, areaId],
        kind: 'AREA',
        parentId: siteId,
        timeZone: null,
      },
    },
    {
      topic: 'geofences',
      type: 'geofence-created',
      payload: { geofenceId: zoneId, name: 'Crane <1>', kind: 'EXCLUSION', placeId: areaId, number: 1, validFrom: 0 },
    },
    { topic: 'trackers', type: 'person-created', payload: { personId: dayPersonId, unitId: dayId } },
    { topic: 'trackers', type: 'person-created', payload: { personId: nightPersonId, unitId: nightId } },
  ]);
  const { zoneId: geofenceId, areaId: placeId } = ids;
  /** Something that happened in the zone. */
  const event = (own: Record<string, unknown> = {}): Omit<NewEntry, 'subject'> => ({
    topic: 'geofence-events',
    type: 'geofence-event',
    payload: {
      eventId: uuidv7(),
      status: 'NEW',
      kind: 'ENTERED',
      at: Date.now() - 1_000,
      geofenceId,
      geofenceKind: 'EXCLUSION',
      placeId,
      trackerId: uuidv7(),
      personId: dayPersonId,
      assetId: null,
      visitId: uuidv7(),
      ...own,
    },
  });
  return { ...ids, dayId, nightId, event };
}

/** Makes a rule; fails where it is refused. */
export async function addRule(test: TestTenancy, admin: Viewer, own: Record<string, unknown>): Promise<string> {
  const input = { name: 'Entries', kinds: ['ENTERED', 'LEFT'], ...own };
  const made = await change(
    test,
    { field: 'createNotificationRule', selection: 'rule { id }', input },
    { viewer: admin },
  );
  if (!made.rule) throw new Error(made.refused.join());
  return made.rule.id;
}

/** Makes an endpoint; fails where it is refused. */
export async function addEndpoint(test: TestTenancy, admin: Viewer, url: string) {
  const made = await change(
    test,
    { field: 'createWebhookEndpoint', selection: 'secret endpoint { id }', input: { url } },
    { viewer: admin },
  );
  if (!made.endpoint) throw new Error(made.messages.join());
  return { endpointId: made.endpoint.id as string, secret: made.secret as string };
}

const NOTIFICATIONS = `query N($unreadOnly: Boolean! = false, $first: Int! = 50, $after: String) {
  notifications(unreadOnly: $unreadOnly, first: $first, after: $after) { unreadCount pageInfo { hasNextPage endCursor }
    nodes { id kind status revision text at toldAt changedAt readAt ruleName geofence { id } place { id } person { id }
      tracker { id } count maximum musterId acknowledgedAt acknowledgedBy { userId name } endpoint { id } } } }`;

/** What a user sees in the app. */
export async function inboxOf(test: TestTenancy, viewer: Viewer, variables: Record<string, unknown> = {}) {
  const { data, errors } = await test.run(NOTIFICATIONS, { viewer, variables });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.notifications as { unreadCount: number; nodes: any[]; pageInfo: any };
}

const DELIVERIES = `query D($filter: NotificationDeliveryFilter) { notificationDeliveries(filter: $filter, first: 500) { nodes {
  id kind status revision channel state emailAddress webhookId nextAttemptAt settledAt lastStatusCode lastError
  user { userId } endpoint { id } rule { id } attempts { number statusCode error response finishedAt } } } }`;

/** What became of everything, newest first. Read until it says the same twice: tries are looked up by a query of their own. */
export async function deliveriesOf(test: TestTenancy, viewer: Viewer, filter: Record<string, unknown> = {}) {
  for (let before = ''; ;) {
    const { data, errors } = await test.run(DELIVERIES, { viewer, variables: { filter } });
    if (errors) throw new Error(JSON.stringify(errors));
    const { nodes } = data.notificationDeliveries;
    if (JSON.stringify(nodes) === before) return nodes as any[];
    before = JSON.stringify(nodes);
  }
}

/** Waits until something holds; fails after 10 s and says what it was last. */
export async function until<T>(look: () => Promise<T> | T, holds: (seen: T) => boolean): Promise<T> {
  for (const end = Date.now() + 10_000; ; await sleep(25)) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > end) throw new Error(`it is still ${JSON.stringify(seen)}`);
  }
}

/** Somebody with a role on a unit, or on the whole tenant. @param slug of the tenant. */
export async function addUser(
  test: TestTenancy,
  admin: Viewer,
  { slug, role, unitId = null }: { slug: string; role: string; unitId?: string | null },
) {
  const signInName = uuidv7();
  const input = { signInName, name: 'Ann Onymous', password: PASSWORD };
  const { user } = await change(test, { field: 'createUser', selection: 'user { id }', input }, { viewer: admin });
  const grant = { field: 'grantRole', selection: 'grant { id }', input: { userId: user.id, role, unitId } };
  const { grant: granted } = await change(test, grant, { viewer: admin });
  return { userId: user.id as string, grantId: granted.id as string, viewer: await viewerOf(test, slug, signInName) };
}

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7, type Viewer } from '@trekker/kit';

import { addRule, addUser, addWorld, publish } from './notified.ts';
import { startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

let site: TestTenancy;
before(async () => void (site = await startTenancy()));
after(() => site[Symbol.asyncDispose]());

const DOCUMENT = `query E($events: [_Any!]!) { _entities(representations: $events) {
  ... on GeofenceEvent { notification { eventId text acknowledgedAt } } ... on LimitEvent { notification { kind } } } }`;

/** What a viewer is told of events, as the gateway asks for them: by type and id. */
async function told(viewer: Viewer, events: readonly { __typename: string; id: string }[]) {
  const { data, errors } = await site.run(DOCUMENT, { viewer, variables: { events } });
  assert.equal(errors, undefined);
  return (data._entities as { notification: unknown }[]).map(({ notification }) => notification);
}

test('an event says what the user who asks was told of it and may still see', async () => {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const world = await addWorld(site, admin);
  const other = await addUser(site, admin, { slug, role: 'SUPERVISOR' });
  const stranger = await addUser(site, admin, { slug, role: 'SUPERVISOR', unitId: world.nightId });
  const inAppUserIds = [other.userId, stranger.userId];
  await addRule(site, admin, { kinds: ['ENTERED', 'LIMIT_EXCEEDED'], inAppUserIds });
  const event = world.event();
  const { eventId } = event.payload as { eventId: string };
  const limit = { eventId: uuidv7(), status: 'NEW', kind: 'LIMIT_EXCEEDED', at: Date.now(), geofenceId: world.zoneId };
  const exceeded = { ...limit, limitId: uuidv7(), maximum: 2, count: 3 };
  site.clock.advance(1);
  await publish(site, tenantId, [event, { type: 'limit-event', topic: 'headcount-events', payload: exceeded }]);
  assert.ok(await site.tenancy.caughtUp(10_000));
  const asked = [
    { __typename: 'GeofenceEvent', id: eventId },
    { __typename: 'LimitEvent', id: limit.eventId },
    { __typename: 'GeofenceEvent', id: uuidv7() },
  ];
  const entered = { eventId, text: 'A person entered Crane <1>.', acknowledgedAt: null };
  assert.deepEqual(await told(other.viewer, asked), [entered, { kind: 'LIMIT_EXCEEDED' }, null]);
  // Told of nothing by a rule, or of somebody whom they may not see.
  assert.deepEqual(await told(admin, asked), [null, null, null]);
  assert.equal((await told(stranger.viewer, asked))[0], null);
  const elsewhere = await viewerOf(site, (await site.tenant()).slug);
  assert.deepEqual(await told(elsewhere, asked), [null, null, null]);
  // A key has no inbox, whatever its id.
  const key: Viewer = { ...other.viewer, actor: { kind: 'key', id: other.userId } };
  assert.deepEqual(await told(key, asked), [null, null, null]);
  const { errors } = await site.run(DOCUMENT, { variables: { events: asked } });
  assert.equal(errors?.[0]?.extensions?.['code'], 'UNAUTHENTICATED');
});

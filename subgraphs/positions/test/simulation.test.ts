import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { haversineMeters } from '@trekker/geo';

import { feedTenant } from './feed-site.ts';
import { startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

const YARD = { latitude: 52.5, longitude: 13.4, radiusMeters: 200, walkers: 3 };
const SIMULATED = { kind: 'SIMULATION', name: 'Made up', identifierPrefix: 'walker ', simulation: YARD };

const placesOf = (
  id: string,
) => `{ _entities(representations: [{ __typename: "Tracker", id: "${id}" }]) { ... on Tracker {
  positions(from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z", first: 10) { nodes { latitude longitude } } } } }`;

test('people who do not exist walk about an area, poll for poll, until nobody wants them', async () => {
  const tenant = await feedTenant(site);
  const trackerIds = [];
  for (const walker of [1, 2, 3]) trackerIds.push(await tenant.tracker(`walker ${walker}`));
  await site.positions.caughtUp(5_000);
  const { feed, userErrors } = await tenant.create({ ...SIMULATED, intervalSeconds: 5 });
  assert.deepEqual([userErrors, feed.url, feed.simulation], [[], null, YARD]);
  const first = await tenant.polled(feed.id);
  assert.deepEqual([first.lastError, first.received, first.stored], [null, 3, 3]);
  site.advance(5_000);
  const second = await tenant.polled(feed.id, first.lastPollAt);
  assert.deepEqual([second.lastError, second.received, second.stored], [null, 6, 6]);
  for (const id of trackerIds) {
    const { data } = await site.run(placesOf(id), { viewer: tenant.viewer() });
    const { nodes } = data._entities[0].positions;
    assert.equal(nodes.length, 2);
    for (const place of nodes) assert.ok(haversineMeters(YARD, place) <= YARD.radiusMeters + 1);
  }
  const told = await site.postgres.admin`
    select distinct attributes->'simulated' as simulated from positions.history where tenant_id = ${tenant.tenantId}`;
  assert.deepEqual([...told], [{ simulated: true }], 'the history says that nobody was there');
  assert.equal((await tenant.remove(feed.id)).feedId, feed.id);
  site.advance(60_000);
  await site.positions.caughtUp(5_000);
  assert.equal(await tenant.stored(), 6);
});

test('walkers that nobody added lie in quarantine once', async () => {
  const tenant = await feedTenant(site);
  await tenant.tracker('walker 1');
  await site.positions.caughtUp(5_000);
  const { feed } = await tenant.create(SIMULATED);
  const first = await tenant.polled(feed.id);
  assert.deepEqual([first.stored, first.quarantined, first.rejected], [1, 2, 0]);
  site.advance(10_000);
  const second = await tenant.polled(feed.id, first.lastPollAt);
  assert.deepEqual([second.stored, second.quarantined, second.rejected], [2, 2, 2]);
  const kept = await tenant.quarantined();
  assert.deepEqual(
    kept.map(({ identifier, reason, transport }) => [identifier, reason, transport]),
    ['walker 2', 'walker 3'].map((identifier) => [identifier, 'UNKNOWN_TRACKER', 'simulation']),
  );
  await tenant.remove(feed.id);
});

test('says what is wrong with a simulation', async () => {
  const tenant = await feedTenant(site);
  const problems = async (input: Record<string, unknown>) =>
    (await tenant.create(input)).userErrors.map(({ field, message }: { field: string[]; message: string }) =>
      [...field.slice(1), message].join(' '),
    );
  const changed = (change: object) => ({ ...SIMULATED, simulation: { ...YARD, ...change } });
  assert.deepEqual(await problems({ ...SIMULATED, simulation: null }), ['simulation must be given for SIMULATION']);
  assert.deepEqual(await problems({ ...SIMULATED, url: 'https://example.org/' }), [
    'url must be absent: nobody is asked for a simulation',
  ]);
  assert.deepEqual(await problems({ ...SIMULATED, headers: [{ name: 'a', value: 'b' }] }), [
    'headers must be absent: nobody is asked for a simulation',
  ]);
  assert.deepEqual(await problems({ ...SIMULATED, intervalSeconds: 4 }), [
    'intervalSeconds must be a whole number from 5 to 86400, got 4',
  ]);
  assert.deepEqual(await problems({ url: 'https://example.org/', simulation: YARD }), [
    'simulation must be absent: it is for SIMULATION',
  ]);
  assert.deepEqual(await problems({ kind: 'FIND_MY', simulation: YARD }), [
    'simulation must be absent: the operator names the source of Find My',
  ]);
  const key = { idempotencyKey: 'one and the same' };
  assert.deepEqual(await problems({ ...SIMULATED, ...key, enabled: false }), []);
  assert.equal((await problems({ ...changed({ walkers: 4 }), ...key, enabled: false })).length, 1);
  for (const [change, message] of [
    [{ latitude: 86 }, 'latitude must be -85 to 85 degrees; got 86'],
    [{ longitude: -181 }, 'longitude must be -180 to 180 degrees; got -181'],
    [{ radiusMeters: 9 }, 'radiusMeters must be 10 to 5000 metres; got 9'],
    [{ radiusMeters: 5_001 }, 'radiusMeters must be 10 to 5000 metres; got 5001'],
    [{ walkers: 0 }, 'walkers must be 1 to 50 walkers; got 0'],
    [{ walkers: 51 }, 'walkers must be 1 to 50 walkers; got 51'],
  ] as const)
    assert.deepEqual(await problems(changed(change)), [`simulation ${message}`]);
});

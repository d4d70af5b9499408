import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { isUnionType } from 'graphql';
import { encodeCursor, uuidv7, type SubgraphResult, type Viewer } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { NOON, NOWHERE, requestOf, startHeadcount, type TestHeadcount } from './headcount.ts';
import { WRITER } from './history.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const ENTITIES = `query E($these: [_Any!]!) { _entities(representations: $these) {
  ... on Geofence { id headcount { present people { nodes { person { id } } } } }
  ... on Place { id headcount { present people { nodes { person { id } } } } }
  ... on LimitEvent { id kind } ... on Person { id } ... on PersonVisit { id } ... on Unit { id } } }`;

const entity = (viewer: Viewer | null, __typename: string, id: string) =>
  site.run(ENTITIES, { viewer, variables: { these: [{ __typename, id }] } });

test('resolves zones and places by id as soon as they were told of, archived ones included', async () => {
  const tenant = site.tenant();
  const place = await tenant.place();
  const zone = await tenant.zone(place);
  // Nobody waited for the replicas: the reference does.
  const viewer = tenant.viewer();
  assert.deepEqual((await entity(viewer, 'Geofence', zone)).data._entities[0].id, zone);
  assert.deepEqual((await entity(viewer, 'Place', place)).data._entities[0].id, place);
  await tenant.visits({ personId: await tenant.person(), geofenceId: zone, from: NOON - 1 });
  await tenant.archive(zone, NOON, { placeId: place });
  await site.settled();
  assert.equal((await entity(viewer, 'Geofence', zone)).data._entities[0].headcount.present, 1);
});

test('resolves nothing for ids that do not exist, have another type or are none', async () => {
  const tenant = site.tenant();
  const place = await tenant.place();
  const zone = await tenant.zone(place);
  for (const [type, id] of [
    ['Geofence', NOWHERE],
    ['Geofence', place],
    ['Place', zone],
    ['Place', "' or true"],
    ['Geofence', zone.toUpperCase()],
  ] as const) {
    assert.deepEqual((await entity(tenant.viewer(), type, id)).data, { _entities: [null] });
  }
});

test('counts a person nobody has told of only for viewers of everything', async () => {
  const tenant = site.tenant();
  const zone = await tenant.zone();
  await tenant.visits({ personId: uuidv7(), geofenceId: zone, from: NOON - 1 });
  await site.settled();
  const present = async (units: readonly string[] | null) =>
    (await entity(tenant.viewer(units), 'Geofence', zone)).data._entities[0].headcount.present;
  assert.deepEqual([await present(null), await present([NOWHERE])], [1, 0]);
});

test('answers a session only after what it wrote elsewhere has arrived', async () => {
  const tenant = site.tenant();
  const zone = await tenant.zone();
  await tenant.visits({ personId: await tenant.person(), geofenceId: zone, from: NOON - 1 });
  const readAfter = { [`person-visits/${tenant.tenantId}/0`]: 0, [`geofences/${tenant.tenantId}/0`]: 0 };
  const { data } = await site.run('{ occupancy { total { present } } }', { viewer: tenant.viewer(), readAfter });
  assert.equal(data.occupancy.total.present, 1);
  const never = { [`person-visits/${tenant.tenantId}/0`]: 9 };
  const { errors } = await site.run('{ occupancy { asOf } }', { viewer: tenant.viewer(), readAfter: never });
  assert.equal(errors?.[0]?.extensions?.['code'], 'REPLICA_BEHIND');
});

test('asks for permission on every way to a headcount', async () => {
  const tenant = site.tenant();
  const zone = await tenant.zone();
  const place = await tenant.place();
  await site.settled();
  const powerless = { ...tenant.viewer(), grants: [] };
  for (const [viewer, code] of [
    [null, 'UNAUTHENTICATED'],
    [powerless, 'FORBIDDEN'],
  ] as const) {
    const answers = [
      await site.run('{ occupancy { asOf } }', { viewer }),
      await entity(viewer, 'Geofence', zone),
      await entity(viewer, 'Place', place),
    ];
    for (const { errors } of answers) assert.equal(errors?.[0]?.extensions?.['code'], code);
  }
});

test('gives a viewer of another tenant on every field what it gives for ids that do not exist', async () => {
  const ours = site.tenant();
  const theirs = site.tenant();
  const place = await theirs.place();
  const zone = await theirs.zone(place);
  const person = await theirs.person();
  const [visit = ''] = await theirs.visits({ personId: person, geofenceId: zone, from: NOON - 1 });
  const ownZone = await ours.zone();
  const ownPerson = await ours.person();
  await site.settled();
  const viewer = testViewer(ours.tenantId, WRITER);
  const their = { viewer: testViewer(theirs.tenantId, WRITER) };
  const theirUnit = await theirs.unit();
  const made = await site.run(
    `mutation { createCheckInCode(input: { zoneId: "${zone}" }) { token }
      setOccupancyLimit(input: { zoneId: "${zone}", maximum: 1 }) { limit { id } }
      markPresence(input: { personId: "${person}", geofenceId: "${zone}", kind: IN }) { mark { id } } }`,
    their,
  );
  const [theirCode, theirLimit] = [made.data.createCheckInCode.token, made.data.setOccupancyLimit.limit.id];
  await site.settled();
  const { data: became } = await site.run('{ limitEvents { nodes { id } } }', their);
  const theirEvent: string = became.limitEvents.nodes[0].id;
  const series = (target: string) =>
    site.run(
      `{ headcountSeries(${target}, from: "2026-11-20T11:00:00Z", to: "2026-11-20T12:00:00Z", stepSeconds: 60) { maximum } }`,
      { viewer },
    );
  /** The answer without the id that was named. */
  const change = async (field: string, input: string) => {
    const document = `mutation { ${field}(input: { ${input} }) { userErrors { field code message } } }`;
    const ids = [zone, place, person, theirUnit, theirLimit, NOWHERE];
    return ids.reduce((text, id) => text.replaceAll(id, 'it'), JSON.stringify(await site.run(document, { viewer })));
  };
  /** What a subscription brings first behind a cursor of these offsets. */
  const firstOf = async (field: string, offsets: Record<string, number>) => {
    const document = `subscription W($after: String) { ${field}(after: $after) { cursor } }`;
    const stream = site.headcount.subgraph.subscribe(
      requestOf(document, { viewer, variables: { after: encodeCursor(offsets) } }),
    );
    const { value } = (await stream.next()) as { value: SubgraphResult };
    await stream.return?.();
    return value;
  };
  const named = async (id: string, type: string) =>
    JSON.stringify(await entity(viewer, type, id)).replaceAll(id, 'the id that was named');
  /** Every way in by the name of its schema coordinate: what a caller names there, of the other tenant and of none. */
  const ways: Record<string, (of: 'them' | 'nobody') => Promise<unknown>> = {
    'Geofence by reference': (of) => named(of === 'them' ? zone : NOWHERE, 'Geofence'),
    'Place by reference': (of) => named(of === 'them' ? place : NOWHERE, 'Place'),
    'LimitEvent by reference': (of) => named(of === 'them' ? theirEvent : NOWHERE, 'LimitEvent'),
    // Owned elsewhere: whoever names an id gets it back, and nothing else.
    'Person by reference': (of) => named(of === 'them' ? person : NOWHERE, 'Person'),
    'PersonVisit by reference': (of) => named(of === 'them' ? visit : NOWHERE, 'PersonVisit'),
    // Units are owned by tenancy, to which alone an id says anything.
    'Unit by reference': (of) => named(of === 'them' ? theirs.tenantId : NOWHERE, 'Unit'),
    // Takes no id.
    'Query.headcountService': () =>
      site.run('{ headcountService { projections { name waitingSince } } }', {
        viewer: testViewer(ours.tenantId, ['settings:write']),
      }),
    'Query.headcountSeries': async (of) => [
      await series(`zoneId: "${of === 'them' ? zone : NOWHERE}"`),
      await series(`placeId: "${of === 'them' ? place : NOWHERE}"`),
    ],
    'Query.occupancyLimits': async (of) => [
      await site.run(`{ occupancyLimits(zoneId: "${of === 'them' ? zone : NOWHERE}") { totalCount } }`, { viewer }),
      await site.run(`{ occupancyLimits { nodes { id } } }`, { viewer }),
    ],
    'Query.limitEvents': async (of) => [
      await site.run(`{ limitEvents(zoneIds: ["${of === 'them' ? zone : NOWHERE}"]) { nodes { id } } }`, { viewer }),
      await site.run(`{ limitEvents(placeIds: ["${of === 'them' ? place : NOWHERE}"]) { nodes { id } } }`, { viewer }),
      await site.run(`{ limitEvents { nodes { id } } }`, { viewer }),
    ],
    'Query.presenceMarks': async (of) => [
      await site.run(`{ presenceMarks(personId: "${of === 'them' ? person : NOWHERE}") { nodes { id } } }`, { viewer }),
      await site.run(`{ presenceMarks { nodes { id } } }`, { viewer }),
    ],
    'Mutation.markPresence': async (of) => [
      await change(
        'markPresence',
        `personId: "${of === 'them' ? person : NOWHERE}", geofenceId: "${ownZone}", kind: IN`,
      ),
      await change(
        'markPresence',
        `personId: "${ownPerson}", geofenceId: "${of === 'them' ? zone : NOWHERE}", kind: IN`,
      ),
    ],
    'Mutation.createCheckInCode': (of) => change('createCheckInCode', `zoneId: "${of === 'them' ? zone : NOWHERE}"`),
    'Mutation.revokeCheckInCodes': (of) => change('revokeCheckInCodes', `zoneId: "${of === 'them' ? zone : NOWHERE}"`),
    'Mutation.checkIn': (of) =>
      change('checkIn', `token: "${of === 'them' ? theirCode : 'nonsense'}", personId: "${ownPerson}"`),
    'Mutation.setHeadcountReset': (of) =>
      change(
        'setHeadcountReset',
        `placeId: "${of === 'them' ? place : NOWHERE}", localTime: "05:00", timeZone: "Etc/UTC"`,
      ),
    'Mutation.setOccupancyLimit': async (of) => [
      await change('setOccupancyLimit', `zoneId: "${of === 'them' ? zone : NOWHERE}", maximum: 1`),
      await change('setOccupancyLimit', `placeId: "${of === 'them' ? place : NOWHERE}", maximum: 1`),
      await change(
        'setOccupancyLimit',
        `zoneId: "${ownZone}", maximum: 1, companyId: "${of === 'them' ? theirUnit : NOWHERE}"`,
      ),
    ],
    'Mutation.removeOccupancyLimit': (of) =>
      change('removeOccupancyLimit', `limitId: "${of === 'them' ? theirLimit : NOWHERE}"`),
    'Query.occupancy': () =>
      site.run('{ occupancy { zones { zone { id } } places { place { id } } total { present } } }', { viewer }),
    'Subscription.limitEvent': (of) =>
      firstOf('limitEvent', { [`headcount-events/${of === 'them' ? theirs.tenantId : NOWHERE}/0`]: 0 }),
    'Subscription.headcountChanged': (of) => {
      const tenantId = of === 'them' ? theirs.tenantId : NOWHERE;
      return firstOf('headcountChanged', {
        [`person-visits/${tenantId}/0`]: 0,
        [`geofences/${tenantId}/0`]: 0,
        [`headcount/${tenantId}/0`]: 0,
        clock: NOON,
      });
    },
  };
  assert.deepEqual(Object.keys(ways).toSorted(), waysIn().toSorted());
  for (const [name, ask] of Object.entries(ways)) {
    const [seen, expected] = [JSON.stringify(await ask('them')), JSON.stringify(await ask('nobody'))];
    assert.equal(seen, expected, name);
    for (const secret of [
      zone,
      place,
      person,
      visit,
      theirs.tenantId,
      theirUnit,
      theirLimit,
      made.data.markPresence.mark.id,
    ])
      assert.ok(!seen.includes(secret), name);
  }
  const own = await site.run('{ occupancy { total { present } places { place { id } } } }', { viewer });
  assert.deepEqual(own.data.occupancy, { total: { present: 0 }, places: [] });
});

test('does not decide what is unknown while it cannot know', async () => {
  const tenant = site.tenant();
  const zone = await tenant.zone();
  await site.settled();
  await tenant.visits({ personId: uuidv7(), geofenceId: zone, from: NOON - 1 });
  const subject = tenant.tenantId;
  // Entries that cannot be read stop the replicas of this tenant.
  await site.publish({ topic: 'geofences', subject, type: 'place-created', payload: {} });
  await site.publish({ topic: 'geofences', subject, type: 'geofence-created', payload: {} });
  await site.publish({ topic: 'trackers', subject, type: 'person-created', payload: {} });
  const present = async (units: readonly string[] | null) => {
    const { data, errors } = await entity(tenant.viewer(units), 'Geofence', zone);
    return errors?.[0]?.extensions?.['code'] ?? data._entities[0].headcount.present;
  };
  for (let tries = 0; tries < 100 && (await present(null)) !== 1; tries += 1);
  assert.deepEqual([await present(null), await present([NOWHERE]), await present([])], [1, 'REPLICA_BEHIND', 0]);
  for (const type of ['Geofence', 'Place']) {
    const { errors } = await entity(tenant.viewer(), type, NOWHERE);
    assert.equal(errors?.[0]?.extensions?.['code'], 'REPLICA_BEHIND');
  }
});

/** Root fields and entities of the schema as it is built. */
function waysIn(): string[] {
  const { schema } = site.headcount.subgraph;
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const fields = roots.flatMap((type) => Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`));
  const union = schema.getType('_Entity');
  const entities = isUnionType(union) ? union.getTypes() : [];
  const references = entities.map(({ name }) => `${name} by reference`);
  // Musters have a test of their own.
  return [...fields.filter((field) => !field.includes('._')), ...references].filter(
    (way) => !/muster|station/i.test(way),
  );
}

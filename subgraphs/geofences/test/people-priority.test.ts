import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7, type Viewer } from '@trekker/kit';

import { at, square, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

const T = Date.parse('2026-03-01T08:00:00.000Z');
const MINUTE = 60_000;
const INSIDE = { latitude: 10.005, longitude: 20.005 };

const CURRENT = `query C($id: ID!, $asOf: DateTime) { _entities(representations: [{ __typename: "Person", id: $id }]) {
  ... on Person { currentVisits(asOf: $asOf) { id person { id } geofence { id } visit { id tracker { id } } from to stalePhases { from } knownAt } } } }`;

async function visitsOfPerson(viewer: Viewer, id: string, minute: number) {
  const asOf = new Date(T + minute * MINUTE).toISOString();
  const { data, errors } = await site.run(CURRENT, { viewer, variables: { id, asOf } });
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data._entities[0].currentVisits;
}

interface Assigned {
  assignmentId: string;
  trackerId: string;
  personId: string | null;
  from: number;
  priority: number;
}

const assign = (tenantId: string, type: string, { from, ...assignment }: Assigned) =>
  site.tell(tenantId, type, {
    assetId: null,
    ...assignment,
    from: T + from * MINUTE,
    to: null,
  });

test('lets another tracker speak for the whole time of an assignment that got another priority', async () => {
  const viewer = site.tenant();
  const here = await site.fence(viewer, { name: 'Here', boundary: square(10, 20) });
  const there = await site.fence(viewer, { name: 'There', boundary: square(30, 40) });
  const [badge, phone, personId] = [uuidv7(), uuidv7(), uuidv7()];
  const assigned = { assignmentId: uuidv7(), trackerId: phone, personId, from: 0, priority: 0 };
  await assign(viewer.tenantId, 'assignment-started', {
    assignmentId: uuidv7(),
    trackerId: badge,
    personId,
    from: 0,
    priority: 1,
  });
  await assign(viewer.tenantId, 'assignment-started', assigned);
  const seen = { [badge]: INSIDE, [phone]: { latitude: 30.005, longitude: 40.005 } };
  await site.send(
    viewer.tenantId,
    [1, 2, 3].flatMap((minute) => Object.entries(seen).map(([id, place]) => at(id, T + minute * MINUTE, place))),
  );
  await site.caughtUp();
  const zonesAt = async (minute: number) =>
    (await visitsOfPerson(viewer, personId, minute)).map(({ geofence }: { geofence: { id: string } }) => geofence.id);
  assert.deepEqual(await zonesAt(2), [here]);
  await assign(viewer.tenantId, 'assignment-changed', { ...assigned, priority: 2 });
  await site.caughtUp();
  assert.deepEqual(await zonesAt(2), [there], 'also before it was changed');
  await assign(viewer.tenantId, 'assignment-changed', { ...assigned, priority: 0 });
  await site.caughtUp();
  assert.deepEqual(await zonesAt(2), [here]);
});

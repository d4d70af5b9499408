import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { positionId } from '@trekker/geo';
import { uuidv7, type Viewer } from '@trekker/kit';

import { trackBetween } from '../src/db/tracks.ts';
import { delayDuring } from './event-loop-delay.ts';
import { at, NOWHERE, PLAIN, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const START = Date.now() - 10 * HOUR;
const span = (from = START - HOUR, to = START + 10 * HOUR) => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});
const circle = (radiusMeters: number) => ({ latitude: 10, longitude: 20, radiusMeters });
/** A place so many metres north of the middle. */
const north = (meters: number) => ({ latitude: 10 + meters / 111_195, longitude: 20 });
/** One tracker at these distances from the middle, one each time. */
const walk = (trackerId: string, meters: readonly number[], every = 20 * SECOND, from = START) =>
  meters.map((each, index) => at(trackerId, from + index * every, north(each)));

async function simulate(viewer: Viewer, input: Record<string, unknown>) {
  const document = `query S($input: SimulateGeofenceInput!) { simulateGeofence(input: $input) {
    simulation { fixes trackers draft { visits flaps minutesInside } today { visits flaps minutesInside }
      visits(first: 2) { nodes { tracker { id } from to endReason isAdded } pageInfo { hasNextPage endCursor } }
      removedVisits(first: 1) { nodes { tracker { id } from isAdded } pageInfo { hasNextPage } }
      changes { nodes { tracker { id } visitsAdded visitsRemoved minutesChanged minutesMoved } } }
    userErrors { field code } } }`;
  const { data, errors } = await site.run(document, { viewer, variables: { input: { ...span(), ...input } } });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.simulateGeofence;
}

/** Ten minutes inside, the third minute of which shows the tracker just outside again and again. */
const FLAPPING = [
  50,
  ...Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? 104 + index / 4 : 90)),
  50,
  50,
  300,
  300,
];

test('shows what other settings would have made of history, beside today’s', async () => {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { circle: circle(100) });
  const [calm, flapping] = [uuidv7(), uuidv7()];
  await site.send(viewer.tenantId, [...walk(calm, [0, 0, 0, 300]), ...walk(flapping, FLAPPING)]);
  await site.caughtUp();
  const { simulation, userErrors } = await simulate(viewer, { geofenceId, rules: { exitBufferMeters: 20 } });
  assert.deepEqual(userErrors, []);
  assert.deepEqual([simulation.fixes, simulation.trackers], [4 + FLAPPING.length, 2]);
  assert.equal(simulation.today.visits, 8);
  assert.ok(simulation.today.flaps >= 6);
  assert.deepEqual([simulation.draft.visits, simulation.draft.flaps], [2, 0]);
  const [{ tracker, ...change }, ...others] = simulation.changes.nodes;
  assert.deepEqual([tracker.id, others], [flapping, []]);
  assert.deepEqual(change, { visitsAdded: 0, visitsRemoved: 0, minutesChanged: 2, minutesMoved: 2 });
  assert.equal(simulation.visits.nodes.length, 2);
  assert.deepEqual(new Set(simulation.visits.nodes.map(({ tracker }: any) => tracker.id)), new Set([calm, flapping]));
});

test('tells visits that would come and visits that would go, each by its tracker', async () => {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { circle: circle(100), rules: PLAIN });
  const [near, far] = [uuidv7(), uuidv7()];
  // Both are inside once, one in the ring that is given up and one in the ring that is taken in.
  await site.send(viewer.tenantId, [...walk(near, [300, 0, 300]), ...walk(far, [300, 180, 300])]);
  await site.caughtUp();
  const moved = { latitude: 10 + 200 / 111_195, longitude: 20, radiusMeters: 50 };
  const { simulation } = await simulate(viewer, { geofenceId, circle: moved });
  const told = ({ nodes }: any) => nodes.map(({ tracker, isAdded }: any) => [tracker.id, isAdded]);
  assert.deepEqual(told(simulation.visits), [[far, true]]);
  assert.deepEqual(told(simulation.removedVisits), [[near, false]]);
  const { simulation: same } = await simulate(viewer, { geofenceId });
  assert.deepEqual([told(same.visits), told(same.removedVisits)], [[[near, false]], []]);
  const { simulation: alone } = await simulate(viewer, { kind: 'GATE', circle: moved, rules: PLAIN });
  assert.deepEqual([told(alone.visits), told(alone.removedVisits)], [[[far, null]], []]);
});

test('simulates a geofence that there is not yet, a page of visits at a time', async () => {
  const viewer = site.tenant();
  const trackers = Array.from({ length: 5 }, () => uuidv7());
  await site.send(
    viewer.tenantId,
    trackers.flatMap((trackerId, index) => walk(trackerId, [0, 0, 0, 300, 300], 20 * SECOND, START + index * MINUTE)),
  );
  await site.caughtUp();
  const draft = { kind: 'GATE', circle: circle(100), rules: PLAIN };
  const { simulation } = await simulate(viewer, draft);
  assert.deepEqual([simulation.draft, simulation.today], [{ visits: 5, flaps: 0, minutesInside: 5 }, null]);
  assert.deepEqual(simulation.changes.nodes, []);
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const document = `query S($input: SimulateGeofenceInput!, $after: String) { simulateGeofence(input: $input) {
      simulation { visits(first: 2, after: $after) { nodes { tracker { id } } pageInfo { hasNextPage endCursor } } } } }`;
    const { data }: any = await site.run(document, { viewer, variables: { input: { ...span(), ...draft }, after } });
    const page: any = data.simulateGeofence.simulation.visits;
    seen.push(...page.nodes.map(({ tracker }: any) => tracker.id));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  assert.deepEqual(seen, trackers);
});

test('derives what presence itself derives', async () => {
  const viewer = site.tenant();
  const rules = { exitBufferMeters: 8, enterConfirmFixes: 2, exitConfirmFixes: 2, exitConfirmSeconds: 90 };
  const geofenceId = await site.fence(viewer, { circle: circle(100), rules });
  const tracker = uuidv7();
  const meters = Array.from({ length: 300 }, (_, index) => 100 + 25 * Math.sin(index / 7) + 12 * Math.sin(index * 1.7));
  await site.send(viewer.tenantId, walk(tracker, meters));
  await site.caughtUp();
  const { data } = await site.run('{ visits(first: 500) { nodes { from to } } }', { viewer });
  const { simulation } = await simulate(viewer, { geofenceId });
  assert.equal(simulation.draft.visits, data.visits.nodes.length);
  assert.ok(simulation.draft.visits > 5);
  assert.deepEqual(simulation.draft, simulation.today);
  assert.deepEqual(simulation.changes.nodes, []);
});

test('takes nobody to be inside for longer than until now', async () => {
  const viewer = site.tenant();
  const from = Date.now() - 10 * MINUTE;
  await site.send(viewer.tenantId, walk(uuidv7(), [0, 0, 0], 20 * SECOND, from));
  await site.caughtUp();
  const draft = { kind: 'GATE', circle: circle(100), rules: PLAIN };
  const { simulation } = await simulate(viewer, { ...draft, ...span(from - HOUR, from + 10 * HOUR) });
  const { visits, minutesInside } = simulation.draft;
  assert.ok(visits === 1 && minutesInside >= 10 && minutesInside < 60, JSON.stringify(simulation.draft));
});

test('names what is wrong with a simulation', async () => {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { circle: circle(100) });
  const codes = async (input: Record<string, unknown>) => {
    const { simulation, userErrors } = await simulate(viewer, input);
    assert.equal(simulation, null);
    return userErrors.map(({ field, code }: any) => `${field.at(-1) ?? ''} ${code}`);
  };
  assert.deepEqual(await codes({}), [' NONE_GIVEN']);
  assert.deepEqual(await codes({ kind: 'GATE' }), [' NONE_GIVEN']);
  for (const id of [NOWHERE, 'x']) assert.deepEqual(await codes({ geofenceId: id }), ['geofenceId NOT_FOUND']);
  assert.deepEqual(await codes({ geofenceId, circle: circle(0) }), ['circle RADIUS_OUT_OF_RANGE']);
  assert.deepEqual(await codes({ geofenceId, rules: { exitBufferMeters: -1 } }), ['exitBufferMeters INVALID']);
  const wrong = { probableAfterSeconds: 9, staleAfterSeconds: 8 };
  assert.deepEqual(await codes({ geofenceId, rules: wrong }), ['probableAfterSeconds OUT_OF_ORDER']);
  assert.deepEqual(await codes({ geofenceId, ...span(START, START) }), ['to INVALID']);
  assert.deepEqual(await codes({ geofenceId, ...span(START, START + 31 * 24 * HOUR + 1) }), ['to TOO_LONG']);
});

test('suggests the narrowest buffer and confirmation that end the flapping, with figures', async () => {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { circle: circle(100) });
  await site.send(viewer.tenantId, [...walk(uuidv7(), FLAPPING), ...walk(uuidv7(), [0, 0, 0, 300])]);
  await site.caughtUp();
  const suggest = async (id: string, when = span()) => {
    const document = `query S($id: ID!, $from: DateTime!, $to: DateTime!) {
      suggestedRules(geofenceId: $id, from: $from, to: $to) { fixes flapsToday flapsTried flapsThen medianMeters
        farthestMeters minutesMoved explanation rules { exitBufferMeters enterConfirmFixes exitConfirmFixes } } }`;
    return (await site.run(document, { viewer, variables: { id, ...when } })) as any;
  };
  const { suggestedRules: found } = (await suggest(geofenceId)).data;
  assert.ok(found.flapsToday >= 6);
  assert.ok(found.flapsThen <= found.flapsTried / 10);
  assert.ok(found.farthestMeters > 6 && found.farthestMeters < 8, `${found.farthestMeters}`);
  assert.ok(found.rules.exitBufferMeters <= 10 && found.rules.exitConfirmFixes <= 5, JSON.stringify(found.rules));
  assert.match(found.explanation, /visits flapped, nine of ten of the fixes outside within .* m of the border\. With /);
  const { simulation } = await simulate(viewer, { geofenceId, rules: found.rules });
  assert.equal(simulation.draft.flaps, found.flapsThen);
  const quiet = (await suggest(geofenceId, span(START - 5 * HOUR, START - 4 * HOUR))).data.suggestedRules;
  assert.deepEqual([quiet.flapsToday, quiet.rules, quiet.flapsThen], [0, null, null]);
  assert.match(quiet.explanation, /^Nothing flapped/);
  for (const id of [NOWHERE, 'x']) assert.equal((await suggest(id)).data.suggestedRules, null);
  const long = await suggest(geofenceId, span(START, START + 32 * 24 * HOUR));
  assert.equal(long.errors[0].extensions.code, 'INVALID_INPUT');
});

test('explains what a position said of geofences, and what came of it', async () => {
  const viewer = site.tenant();
  const rules = { exitBufferMeters: 10, enterConfirmFixes: 2, maxAccuracyMeters: 50 };
  await site.fence(viewer, { circle: circle(100), rules });
  const far = await site.fence(viewer, { name: 'Far', circle: { latitude: 11, longitude: 20, radiusMeters: 5 } });
  const tracker = uuidv7();
  const positions = [
    at(tracker, START, { ...north(0), accuracy: 8 }),
    at(tracker, START + MINUTE, { ...north(4), accuracy: 8 }),
    at(tracker, START + MINUTE + SECOND, { ...north(4), accuracy: 8 }),
    at(tracker, START + 2 * MINUTE, { ...north(105), accuracy: 4 }),
    at(tracker, START + 3 * MINUTE, { ...north(300), accuracy: 80 }),
    at(tracker, START + 4 * MINUTE, { ...north(90_000), accuracy: 4 }),
  ];
  await site.send(viewer.tenantId, positions);
  await site.caughtUp();
  const ids = await idsOf(viewer, positions.length);
  const explain = async (positionId: string | undefined, geofenceIds: string[] = [], by = viewer) => {
    const document = `query E($positionId: ID!, $geofenceIds: [ID!]) {
      explainPosition(positionId: $positionId, geofenceIds: $geofenceIds) { position { id } tracker { id } recordedAt
        flags movedMeters impliedSpeedMetersPerSecond
        geofences { geofence { name } version signedDistanceMeters accuracyMeters says decidedBy stateBefore stateAfter } } }`;
    return (await site.run(document, { viewer: by, variables: { positionId, geofenceIds } })).data.explainPosition;
  };
  const told = await Promise.all(ids.map((id) => explain(id)));
  assert.deepEqual(
    told.map(({ flags, geofences }) => [
      flags.join(),
      ...geofences.map((one: any) => `${one.says} ${one.decidedBy} ${one.stateBefore}>${one.stateAfter}`),
    ]),
    [
      ['', 'INSIDE DEEP_ENOUGH OUTSIDE>ENTERING'],
      ['STATIC', 'INSIDE DEEP_ENOUGH ENTERING>INSIDE'],
      ['DUPLICATE,STATIC', 'INSIDE DEEP_ENOUGH INSIDE>INSIDE'],
      ['', 'NOTHING EXIT_BUFFER INSIDE>INSIDE'],
      ['', 'NOTHING INACCURATE INSIDE>INSIDE'],
      ['IMPLAUSIBLE', 'NOTHING IMPLAUSIBLE INSIDE>INSIDE'],
    ],
  );
  const [first] = told;
  assert.deepEqual([first.position.id, first.tracker.id, first.movedMeters], [ids[0], tracker, null]);
  assert.deepEqual([told[3].geofences[0].version, told[3].geofences[0].accuracyMeters], [1, 4]);
  assert.ok(Math.abs(told[3].geofences[0].signedDistanceMeters - 5) < 0.1);
  assert.ok(told[5].impliedSpeedMetersPerSecond > 1_000);
  const besides = await explain(ids[0], [far, NOWHERE, 'x']);
  assert.deepEqual(besides.geofences.map(({ geofence, says }: any) => `${geofence.name} ${says}`).toSorted(), [
    'Far OUTSIDE',
    'Yard INSIDE',
  ]);
  for (const nobody of [NOWHERE, 'x', ids[0]?.slice(0, -1)]) assert.equal(await explain(nobody), null);
  assert.equal(await explain(ids[0], [], site.tenant()), null);
  const limited = { ...site.tenant([uuidv7()]), tenantId: viewer.tenantId };
  assert.equal(await explain(ids[0], [], limited), null);
});

/** Ids of the positions that are there, in their order. */
async function idsOf(viewer: Viewer, count: number): Promise<string[]> {
  const { result } = await site.others.withTenant(viewer.tenantId, async (tx) => {
    const [row] = await tx.sql<{ id: string }[]>`select tracker_id as id from geofences.tracker_presence`;
    return trackBetween(tx, row?.id ?? '', { from: 0, to: Date.now(), most: count });
  });
  assert.equal(result.length, count);
  return result.map(({ key }) => positionId(key));
}

test('explains a position by at most 50 geofences that are asked for', async () => {
  const viewer = site.tenant();
  const code = async (count: number) => {
    const document = `query E($geofenceIds: [ID!]) { explainPosition(positionId: "x", geofenceIds: $geofenceIds) { recordedAt } }`;
    const geofenceIds = Array.from({ length: count }, () => NOWHERE);
    const { errors } = await site.run(document, { viewer, variables: { geofenceIds } });
    return errors?.map(({ message, extensions }) => `${String(extensions?.['code'])} ${message}`).join();
  };
  assert.equal(await code(50), undefined);
  assert.match((await code(51)) ?? '', /^INVALID_INPUT .*at most 50, got 51/);
});

test('tells of no tracker that the viewer may not see', async () => {
  const viewer = site.tenant();
  const unit = uuidv7();
  const geofenceId = await site.fence(viewer, { circle: circle(100) });
  const [mine, theirs] = [uuidv7(), uuidv7()];
  for (const [trackerId, unitId] of [
    [mine, unit],
    [theirs, null],
  ] as const)
    await site.tell(viewer.tenantId, 'tracker-added', { trackerId, name: 'x', unitId, identifiers: [] });
  await site.send(viewer.tenantId, [...walk(mine, FLAPPING), ...walk(theirs, FLAPPING)]);
  await site.caughtUp();
  const limited = { ...site.tenant([unit]), tenantId: viewer.tenantId };
  const { simulation } = await simulate(limited, { geofenceId });
  assert.equal(simulation.trackers, 1);
  assert.deepEqual([...new Set(simulation.visits.nodes.map(({ tracker }: any) => tracker.id))], [mine]);
  assert.equal((await simulate(site.tenant(), { kind: 'GATE', circle: circle(100) })).simulation.trackers, 0);
});

test('lets others have their turn while a long history is judged', async () => {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { circle: circle(100) });
  const tracker = uuidv7();
  const meters = Array.from({ length: 30_000 }, (_, index) => 100 + 60 * Math.sin(index / 40));
  for (let from = 0; from < meters.length; from += 5_000) {
    await site.send(viewer.tenantId, walk(tracker, meters.slice(from, from + 5_000), SECOND, START + from * SECOND));
  }
  await site.caughtUp();
  const delay = await delayDuring(async () => {
    const { simulation } = await simulate(viewer, { geofenceId, rules: { exitBufferMeters: 20 } });
    assert.equal(simulation.fixes, 30_000);
  });
  assert.ok(delay < 50, `${delay} ms`);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { partitionOf, silentLogger, uuidv7, type Viewer } from '@trekker/kit';
import { isolationProblems } from '@trekker/kit/testing';

import { at, PLAIN, square, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

const T = Date.parse('2026-03-01T08:00:00.000Z');
const MINUTE = 60_000;
const INSIDE = { latitude: 10.005, longitude: 20.005 };
const OUTSIDE = { latitude: 10.02, longitude: 20.005 };
const iso = (minutes: number) => new Date(T + minutes * MINUTE).toISOString();

const VISITS = `query V($trackerId: ID, $geofenceId: ID, $from: DateTime, $to: DateTime, $knownAt: DateTime, $first: Int! = 50, $after: String) {
  visits(trackerId: $trackerId, geofenceId: $geofenceId, from: $from, to: $to, knownAt: $knownAt, first: $first, after: $after) {
    nodes { id tracker { id } geofence { id name } from to endReason knownAt stalePhases { from to }
      evidence { decision position { id } signedDistanceMeters version } }
    edges { cursor } pageInfo { hasNextPage endCursor } } }`;

async function page(viewer: Viewer, variables: Record<string, unknown> = {}) {
  const { data, errors } = await site.run(VISITS, { viewer, variables });
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data.visits;
}
const visitsOf = async (viewer: Viewer, variables: Record<string, unknown> = {}) =>
  (await page(viewer, variables)).nodes;

/** Sends where a tracker was, minute by minute: `i` inside the square at 10, 20, `o` outside, a dot for silence. */
async function walk(viewer: Viewer, trackerId: string, track: string, from = 0) {
  const records = track
    .split('')
    .flatMap((place, minute) =>
      place === '.' ? [] : at(trackerId, T + (from + minute) * MINUTE, place === 'i' ? INSIDE : OUTSIDE),
    );
  await site.send(viewer.tenantId, records);
  await site.caughtUp();
}

const spans = (visits: { from: string; to: string | null }[]) =>
  visits.map(({ from, to }) => [from, to].map((instant) => instant && (Date.parse(instant) - T) / MINUTE));

test('turns fixes into a visit with its evidence', async () => {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { boundary: square(10, 20) });
  const trackerId = uuidv7();
  await walk(viewer, trackerId, 'oiio');
  const [visit, ...more] = await visitsOf(viewer);
  assert.equal(more.length, 0);
  assert.deepEqual([visit.tracker.id, visit.geofence.id, visit.endReason], [trackerId, geofenceId, 'LEFT']);
  assert.deepEqual([visit.from, visit.to], [iso(1), iso(3)]);
  assert.deepEqual(
    visit.evidence.map(({ decision, version, signedDistanceMeters }: any) => [
      decision,
      version,
      signedDistanceMeters < 0,
    ]),
    [
      ['BEGAN', 1, true],
      ['ENDED', 1, false],
    ],
  );
  const { data } = await site.run(
    `query E($id: ID!) { _entities(representations: [{ __typename: "Visit", id: $id }]) { ... on Visit { from } } }`,
    { viewer, variables: { id: visit.id } },
  );
  assert.deepEqual(data._entities, [{ from: iso(1) }]);
});

test('lists visits latest first, page by page, and by tracker, geofence and time', async () => {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { boundary: square(10, 20) });
  const inner = await site.fence(viewer, { boundary: square(10.004, 20.004, 0.002) });
  const [a, b] = [uuidv7(), uuidv7()];
  await walk(viewer, a, 'ioioi');
  await walk(viewer, b, '.iio');
  assert.deepEqual(spans(await visitsOf(viewer, { geofenceId })), [
    [4, null],
    [2, 3],
    [1, 3],
    [0, 1],
  ]);
  assert.equal((await visitsOf(viewer)).length, 8);
  assert.deepEqual(spans(await visitsOf(viewer, { trackerId: b, geofenceId: inner })), [[1, 3]]);
  assert.deepEqual(spans(await visitsOf(viewer, { geofenceId, from: iso(3) })), [[4, null]]);
  assert.deepEqual(spans(await visitsOf(viewer, { geofenceId, from: iso(2), to: iso(4) })).length, 2);
  assert.deepEqual(spans(await visitsOf(viewer, { geofenceId, to: iso(0) })), []);
  assert.deepEqual(
    await visitsOf(viewer, { geofenceId, from: '0000-01-01T00:00:00Z', to: '9999-12-31T23:59:59Z' }).then(
      ({ length }: any[]) => length,
    ),
    4,
  );
  const seen: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { nodes, pageInfo } = await page(viewer, { first: 3, after });
    seen.push(...nodes.map(({ id }: any) => id));
    ({ endCursor: after, hasNextPage: more } = pageInfo);
  }
  assert.equal(new Set(seen).size, 8);
  const { errors } = await site.run(VISITS, {
    viewer,
    variables: { after: Buffer.from('["x","y"]').toString('base64url') },
  });
  assert.equal(errors?.[0]?.extensions?.['code'], 'INVALID_INPUT');
});

test('answers what was true at an instant and what was believed at one', async () => {
  const viewer = site.tenant();
  await site.fence(viewer, { boundary: square(10, 20) });
  const trackerId = uuidv7();
  const current = async (asOf?: string) => {
    const document = `query C($id: ID!, $asOf: DateTime) { _entities(representations: [{ __typename: "Tracker", id: $id }]) {
      ... on Tracker { currentVisits(asOf: $asOf) { from to } } } }`;
    const { data } = await site.run(document, { viewer, variables: { id: trackerId, asOf } });
    return spans(data._entities[0].currentVisits);
  };
  await walk(viewer, trackerId, 'oi');
  const [open] = await visitsOf(viewer);
  assert.deepEqual(await current(), [[1, null]]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await walk(viewer, trackerId, 'io', 2);
  const [closed] = await visitsOf(viewer);
  assert.equal(closed.id, open.id);
  assert.ok(closed.knownAt > open.knownAt);
  assert.deepEqual([await current(iso(0)), await current(iso(1)), await current(iso(3))], [[], [[1, 3]], []]);
  assert.deepEqual(spans(await visitsOf(viewer, { knownAt: open.knownAt })), [[1, null]]);
  assert.deepEqual(spans(await visitsOf(viewer, { knownAt: closed.knownAt })), [[1, 3]]);
  const before = new Date(Date.parse(open.knownAt) - 1).toISOString();
  assert.deepEqual(await visitsOf(viewer, { knownAt: before }), []);
});

test('never rewrites a belief: a change adds a row and ends the one before', async () => {
  const viewer = site.tenant();
  await site.fence(viewer, { boundary: square(10, 20), rules: { ...PLAIN, staleAfterSeconds: 604_800 } });
  const trackerId = uuidv7();
  // In the future nothing is overdue, so no tick comes in between.
  const [entered, back, left] = [0, 8, 9].map((day) => Date.UTC(2090, 0, 1 + day));
  for (const [recordedAt = 0, place] of [
    [entered, INSIDE],
    [back, INSIDE],
    [left, OUTSIDE],
  ] as const) {
    await site.send(viewer.tenantId, [at(trackerId, recordedAt, place)]);
  }
  await site.caughtUp();
  const rows = await site.postgres.admin<any[]>`
    select revision, to_at, end_reason, stale, known_from, known_to from geofences.visits
    where tenant_id = ${viewer.tenantId} order by revision`;
  const stale = [{ from: (entered ?? 0) + 604_800_001, to: back }];
  assert.deepEqual(
    rows.map((row) => [row.revision, row.to_at, row.end_reason, row.stale]),
    [
      [0, null, null, []],
      [1, null, null, stale],
      [2, left, 'LEFT', stale],
    ],
  );
  assert.deepEqual(
    rows.map((row) => row.known_to),
    [rows[1].known_from, rows[2].known_from, null],
  );
});

test('makes late positions part of visits at once, and knows what was believed before', async () => {
  const viewer = site.tenant();
  await site.fence(viewer, { boundary: square(10, 20) });
  const tracker = uuidv7();
  const believed = async (knownAt?: string) => spans((await visitsOf(viewer, { knownAt })).toReversed());
  await walk(viewer, tracker, 'o.i..o');
  await site.caughtUp();
  assert.deepEqual(await believed(), [[2, 5]]);
  const [first] = (await visitsOf(viewer)) as { id: string; knownAt: string }[];
  await walk(viewer, tracker, '.i.oi');
  await site.caughtUp();
  assert.deepEqual(await believed(), [
    [1, 3],
    [4, 5],
  ]);
  assert.deepEqual(await believed(first?.knownAt), [[2, 5]]);
  const ids = ((await visitsOf(viewer)) as { id: string }[]).map(({ id }) => id);
  assert.ok(first && ids.includes(first.id), 'a corrected visit keeps its id');
  const kinds = (await site.published(viewer.tenantId, 'visits')).map(({ payload }) => (payload as any).kind);
  assert.deepEqual(kinds, ['ENTERED', 'LEFT', 'REVISED', 'ENTERED']);
  assert.deepEqual((await site.run('{ pendingDerivation { positions trackers } }', { viewer })).data, {
    pendingDerivation: { positions: 0, trackers: 0 },
  });
});

test('takes nothing from positions that are repeated, late or not', async () => {
  const viewer = site.tenant();
  await site.fence(viewer, { boundary: square(10, 20) });
  const tracker = uuidv7();
  await walk(viewer, tracker, 'oiioio');
  await site.caughtUp();
  const [before, told] = [await visitsOf(viewer), await site.published(viewer.tenantId, 'visits')];
  for (const again of ['oiioio', 'o', '.ii', '.....o']) await walk(viewer, tracker, again);
  await site.caughtUp();
  assert.deepEqual(await visitsOf(viewer), before);
  assert.deepEqual(await site.published(viewer.tenantId, 'visits'), told);
});

test('notes that somebody inside fell silent without waiting for a fix, once, and at the right instant', async () => {
  const viewer = site.tenant();
  await site.fence(viewer, { boundary: square(10, 20), rules: { ...PLAIN, staleAfterSeconds: 1 } });
  const trackerId = uuidv7();
  const heardAt = Date.now() - 600;
  await site.send(viewer.tenantId, [at(trackerId, heardAt, INSIDE)]);
  const phases = async () => (await visitsOf(viewer))[0]?.stalePhases;
  for (let tries = 0; tries < 200 && !(await phases())?.length; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
  const from = new Date(heardAt + 1_001).toISOString();
  assert.deepEqual(await phases(), [{ from, to: null }]);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const kinds = (await site.published(viewer.tenantId, 'visits')).map(({ payload }) => (payload as any).kind);
  assert.deepEqual(kinds, ['ENTERED', 'PHASE_CHANGED']);
  const partition = partitionOf(viewer.tenantId, trackerId, 16);
  const ticks = await site.postgres.admin`
    select 1 from log.entries where kind = 'tick' and topic = 'positions' and partition = ${partition}
      and at > ${heardAt}`;
  assert.ok(ticks.length <= 3, `${ticks.length} ticks`);
  const back = Date.now();
  await site.send(viewer.tenantId, [at(trackerId, back, INSIDE)]);
  await site.caughtUp();
  assert.deepEqual((await phases())[0], { from, to: new Date(back).toISOString() });
});

test('still notes it after a restart', async () => {
  await using other = await startGeofences();
  const viewer = other.tenant();
  await other.fence(viewer, { boundary: square(10, 20), rules: { ...PLAIN, staleAfterSeconds: 1 } });
  const heardAt = Date.now();
  await other.send(viewer.tenantId, [at(uuidv7(), heardAt, INSIDE)]);
  await other.caughtUp();
  await other.geofences.stop();
  const next = other.elsewhere();
  await next.start();
  const phases = async () =>
    (await other.run(VISITS, { viewer, on: next })).data.visits.nodes[0]?.stalePhases as unknown[];
  for (let tries = 0; tries < 200 && !(await phases())?.length; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
  assert.deepEqual(await phases(), [{ from: new Date(heardAt + 1_001).toISOString(), to: null }]);
});

test('starts over from what is committed when a commit fails, without losing or repeating a fix', async () => {
  await using other = await startGeofences({ log: silentLogger });
  const viewer = other.tenant();
  await other.fence(viewer, { boundary: square(10, 20) });
  const trackerId = uuidv7();
  await other.send(viewer.tenantId, [at(trackerId, T, OUTSIDE)]);
  await other.caughtUp();
  // What follows is refused at the very end of the transaction, when all else was done.
  await other.postgres.admin`alter table log.entries add constraint not_today check (topic <> 'visits') not valid`;
  await other.send(viewer.tenantId, [at(trackerId, T + MINUTE, INSIDE), at(trackerId, T + 2 * MINUTE, OUTSIDE)]);
  for (let tries = 0; tries < 200 && (await other.geofences.ready?.()) === null; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  await other.postgres.admin`alter table log.entries drop constraint not_today`;
  await other.caughtUp();
  const { data } = await other.run(VISITS, { viewer });
  assert.deepEqual(spans(data.visits.nodes), [[1, 2]]);
  assert.equal(await other.geofences.ready?.(), null);
});

test('shows a viewer of one unit only visits of that unit’s trackers', async () => {
  const viewer = site.tenant();
  await site.fence(viewer, { boundary: square(10, 20) });
  const [unit, mine, other] = [uuidv7(), uuidv7(), uuidv7()];
  await site.tell(viewer.tenantId, 'tracker-added', { trackerId: mine, name: 'a', unitId: unit, identifiers: [] });
  await site.tell(viewer.tenantId, 'tracker-added', { trackerId: other, name: 'b', unitId: null, identifiers: [] });
  await walk(viewer, mine, 'i');
  await walk(viewer, other, 'i');
  const limited = { ...site.tenant([unit]), tenantId: viewer.tenantId };
  assert.deepEqual(
    (await visitsOf(limited)).map(({ tracker }: any) => tracker.id),
    [mine],
  );
  const hidden = (await visitsOf(viewer, { trackerId: other }))[0].id;
  const document = `query E($v: ID!, $t: ID!) { _entities(representations: [{ __typename: "Visit", id: $v }, { __typename: "Tracker", id: $t }]) {
    ... on Visit { from } ... on Tracker { currentVisits { id } } } }`;
  const { data } = await site.run(document, { viewer: limited, variables: { v: hidden, t: other } });
  assert.deepEqual(data._entities, [null, { currentVisits: [] }]);
});

test('keeps every table of geofences apart by tenant', async () => {
  assert.deepEqual(await isolationProblems(site.postgres.admin, 'geofences'), []);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Viewer } from '@trekker/kit';

import { setRules, type RuleChange } from './filters.ts';
import { flagsByDefinition, type Shown } from './flags-oracle.ts';
import { post, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

const DAY = 86_400_000;
/** Three days that are over. */
const FROM = Math.floor(Date.now() / DAY) * DAY - 3 * DAY;
const LIMITS = { distance: 15, maxSpeed: 40, minPeriod: 30, dailyLimit: 25, skipLimit: 1_800 };
const RULES: readonly RuleChange[] = [
  ['DUPLICATE', { isOn: true }],
  ['STATIC', { isOn: true }],
  ['DISTANCE', { isOn: true, limit: LIMITS.distance }],
  ['MAX_SPEED', { isOn: true, limit: LIMITS.maxSpeed }],
  ['MIN_PERIOD', { isOn: true, limit: LIMITS.minPeriod }],
  ['DAILY_LIMIT', { isOn: true, limit: LIMITS.dailyLimit }],
  ['SKIP_LIMIT', { isOn: true, limit: LIMITS.skipLimit }],
];
const SHOWN = 'id recordedAt latitude longitude accuracyMeters speedMetersPerSecond';
const FLAGS = 'flags { kind rule limit value neighbour { id } }';

interface Flagged extends Shown {
  readonly flags: {
    kind: string;
    rule: string | null;
    limit: number | null;
    value: number;
    neighbour: { id: string } | null;
  }[];
}

/** Every position of a tracker, page after page. */
async function positionsOf(
  viewer: Viewer,
  trackerId: string,
  { first = 500, args = '', from = FROM }: { first?: number; args?: string; from?: number } = {},
): Promise<Flagged[]> {
  const nodes: Flagged[] = [];
  for (let cursor: string | null = null; ;) {
    const span = `from: "${new Date(from).toISOString()}", to: "2100-01-01T00:00:00Z"`;
    const page = `positions(${span}, first: ${first}, after: ${JSON.stringify(cursor)} ${args})`;
    const document = `{ _entities(representations: [{ __typename: "Tracker", id: "${trackerId}" }]) { ... on Tracker {
      ${page} { nodes { ${SHOWN} ${FLAGS} } pageInfo { hasNextPage endCursor } } } } }`;
    const { data, errors } = await site.run(document, { viewer });
    assert.deepEqual(errors, undefined);
    const { positions } = data._entities[0];
    nodes.push(...positions.nodes);
    if (!positions.pageInfo.hasNextPage) return nodes;
    cursor = positions.pageInfo.endCursor;
  }
}

const textsOf = (positions: readonly Flagged[]) =>
  positions.map(({ flags }) => flags.map(({ kind, neighbour }) => `${kind}>${neighbour?.id}`));

/** What of flags does not name the tracker. */
const measuredOf = (positions: readonly Flagged[]) =>
  positions.map(({ recordedAt, flags }) => [recordedAt, flags.map(({ neighbour: _neighbour, ...flag }) => flag)]);

/** Whole numbers below a limit, the same for one seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A walk with stops, jumps, repetitions and pauses over three days, oldest first. */
function walkOf(seed: number, count: number): object[] {
  const random = randomOf(seed);
  let at = FROM;
  let latitude = 52.5;
  return Array.from({ length: count }, () => {
    at += [0, 500, 5_000, 20_000, 40_000, 60_000, 2_000_000, 9_000_000][random(8)] ?? 0;
    latitude += [0, 0, 0.00005, 0.0002, 0.001, 0.5, -0.5][random(7)] ?? 0;
    const speed = [{}, { speed: 0 }, { speed: 2 }][random(3)];
    return { time: at, latitude, longitude: 13.4, ...speed, ...(random(2) ? { accuracy: random(40) } : {}) };
  });
}

/** Sends a walk as a tracker of its own, asking for flags in between, and gives back what it comes to. */
async function walked(
  { door, tracker, viewer }: Awaited<ReturnType<TestPositions['tenant']>>,
  { name, order, first }: { name: string; order: readonly object[]; first: number },
): Promise<Flagged[]> {
  const trackerId = await tracker(name);
  for (let at = 0; at < order.length; at += 37) {
    const some = order.slice(at, at + 37).map((one) => ({ tracker: name, ...one }));
    await post(door, some);
    await positionsOf(viewer(), trackerId, { first: 200 });
  }
  return positionsOf(viewer(), trackerId, { first });
}

test('gives the same flags whatever the order, repetition and lateness of fixes, by their definition', async () => {
  const tenant = await site.tenant();
  await setRules(site, tenant.viewer(), { changes: RULES });
  const kinds = new Set<string>();
  for (const seed of [1, 2, 3, 4, 5]) {
    const random = randomOf(seed * 1_000);
    const walk = walkOf(seed, 160);
    const shuffled = walk.toSorted(() => random(3) - 1).concat(walk.slice(0, 40));
    const usual = await walked(tenant, { name: `usual-${seed}`, order: walk, first: 500 });
    for (const [order, first] of [
      [walk.toReversed(), 1 + random(60)],
      [shuffled, 7],
    ] as const) {
      const positions = await walked(tenant, { name: `other-${seed}-${first}`, order, first });
      assert.deepEqual(textsOf(positions), flagsByDefinition(positions, LIMITS), `seed ${seed}`);
      assert.deepEqual(measuredOf(positions), measuredOf(usual));
    }
    for (const { flags } of usual) for (const { kind } of flags) kinds.add(kind);
  }
  assert.deepEqual([...kinds].toSorted(), [
    'DUPLICATE',
    'FREQUENT',
    'IMPLAUSIBLE',
    'NEAR',
    'OVER_DAILY_LIMIT',
    'STATIC',
  ]);
});

test('gives a position the flags it has in its list wherever it is shown, and from wherever the list begins', async () => {
  const { door, tracker, viewer } = await site.tenant();
  await setRules(site, viewer(), { changes: RULES });
  const trackerId = await tracker('walker');
  await post(
    door,
    walkOf(6, 120).map((one) => ({ tracker: 'walker', ...one })),
  );
  assert.ok(await site.positions.caughtUp(10_000));
  const all = await positionsOf(viewer(), trackerId);
  const keys = all.map(({ id }) => ({ __typename: 'Position', id })).toReversed();
  const document = `query Q($keys: [_Any!]!) { _entities(representations: $keys) { ... on Position { ${SHOWN} ${FLAGS} } } }`;
  const { data } = await site.run(document, { viewer: viewer(), variables: { keys } });
  assert.deepEqual(data._entities.toReversed(), all);
  const middle = all[60] ?? assert.fail();
  const from = Date.parse(middle.recordedAt);
  const rest = await positionsOf(viewer(), trackerId, { from });
  assert.deepEqual(
    rest,
    all.filter(({ recordedAt }) => Date.parse(recordedAt) >= from),
  );
  const last = await site.run(`{ latestPositions { nodes { ${SHOWN} ${FLAGS} } } }`, { viewer: viewer() });
  assert.deepEqual(last.data.latestPositions.nodes, [all.at(-1)]);
});

test('changes flags when a fix comes late between others and when a rule is another, and drops nothing', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const trackerId = await tracker('van');
  const send = (...minutes: number[]) =>
    post(
      door,
      minutes.map((minute) => ({
        tracker: 'van',
        time: FROM + minute * 60_000,
        latitude: 52 + minute / 1e3,
        longitude: 13,
      })),
    );
  const kindsOf = async () =>
    (await positionsOf(viewer(), trackerId)).map(({ flags }) => flags.map(({ kind }) => kind));
  const every = (limit: number) =>
    setRules(site, viewer(), { trackerId, changes: [['MIN_PERIOD', { isOn: true, limit }]] });
  await send(0, 2, 4);
  assert.ok(await site.positions.caughtUp(10_000));
  assert.deepEqual(await kindsOf(), [[], [], []], 'nothing is flagged where no rule is on');
  await every(120);
  assert.deepEqual(await kindsOf(), [[], [], []]);
  await every(121);
  assert.deepEqual(await kindsOf(), [[], ['FREQUENT'], []]);
  await every(120);
  await send(1, -1);
  const positions = await positionsOf(viewer(), trackerId, { from: FROM - DAY });
  assert.deepEqual(
    positions.map(({ flags }) => flags.map(({ kind, limit, value }) => [kind, limit, value])),
    [[], [], [['FREQUENT', 120, 60]], [], []],
    'the day before begins anew',
  );
});

test('leaves out what is flagged where somebody wants it so, on pages that follow each other without a gap', async () => {
  const { door, tracker, viewer } = await site.tenant();
  await setRules(site, viewer(), { changes: RULES });
  const trackerId = await tracker('walker');
  await post(
    door,
    walkOf(7, 150).map((one) => ({ tracker: 'walker', ...one })),
  );
  assert.ok(await site.positions.caughtUp(10_000));
  const all = await positionsOf(viewer(), trackerId);
  for (const kinds of [['NEAR'], ['NEAR', 'FREQUENT', 'STATIC', 'DUPLICATE'], ['CLOCK_BEHIND']]) {
    const expected = all.filter(({ flags }) => !flags.some(({ kind }) => kinds.includes(kind)));
    for (const first of [500, 9, 1]) {
      const args = `, withoutFlags: [${kinds.join()}]`;
      assert.deepEqual(await positionsOf(viewer(), trackerId, { first, args }), expected, `${kinds} ${first}`);
    }
  }
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { testViewer } from '@trekker/kit/testing';

import { NOON, READER, startHeadcount, type TestHeadcount } from './headcount.ts';
import { beliefsAt, edgesOf, iso, tell, type History } from './history.ts';
import { oracleAt } from './oracle.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';
import { randomMark, randomWorld } from './world.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

test('counts what brute force counts, at any instant, as known at any time, for every reach of a viewer', async () => {
  const seed = 20_261_120;
  const random = seededRandom(seed);
  const history = await tell(site, randomWorld(random, 150), { random });
  const { world } = history;
  const known = [...history.visits, ...history.marks, ...history.resets].map(({ knownFrom }) => knownFrom);
  let counted = 0;
  for (const at of instants(history, random, 90)) {
    const units = random.pick([null, null, [], ...world.units.map((unit) => [unit]), world.units]);
    const knownAt = random.pick([null, random.pick(known), random.pick(known) - 1]);
    const found = await occupancyOf(history.tenantId, { at, units, knownAt });
    const expected = oracleAt(world, beliefsAt(history, knownAt), at).everything(units);
    assert.deepEqual(found, expected, `seed ${seed}, at ${at}, known at ${knownAt}, units ${JSON.stringify(units)}`);
    counted += found.total.split(' ').length - 1;
  }
  assert.ok(counted > 200, `only ${counted} people were ever counted`);
});

test('counts the same whatever the order in which visits were told, and whatever was believed before', async () => {
  const seed = 7;
  const random = seededRandom(seed);
  const world = randomWorld(random, 60);
  const final = { ...world, visits: world.visits.map((states) => states.slice(-1)) };
  const marks = Array.from({ length: 30 }, () => randomMark(random, world));
  const [told, ...others] = [
    await tell(site, world, { random, marks }),
    await tell(site, world, { random, marks }),
    await tell(site, final, { random, marks }),
  ];
  for (let turn = 0; turn < 15; turn += 1) {
    const at = random.pick(world.visits.flat()).from + random.whole(0, 120_000);
    const asked = { at, units: null, knownAt: null };
    const expected = await occupancyOf(told?.tenantId ?? '', asked);
    for (const { tenantId } of others) {
      assert.deepEqual(await occupancyOf(tenantId, asked), expected, `seed ${seed}, at ${at}`);
    }
  }
});

test('gives series whose points and maximum are what brute force counts', async () => {
  const seed = 99;
  const random = seededRandom(seed);
  const history = await tell(site, randomWorld(random, 80), { random });
  const { world, tenantId } = history;
  const known = history.visits.map(({ knownFrom }) => knownFrom);
  for (let turn = 0; turn < 12; turn += 1) {
    const placeId = random.pick([...world.places.keys()]);
    const zoneId = random.pick([...world.zones.keys()]);
    const target = random.pick([{ placeId }, { zoneId }]);
    const from = NOON - random.whole(0, 3_600_000);
    const stepSeconds = random.pick([1, 60, 617]);
    const to = from + random.whole(1, 40) * stepSeconds * 1_000 - random.whole(0, 999);
    const knownAt = random.pick([null, random.pick(known)]);
    const zones =
      'zoneId' in target ? [target.zoneId] : oracleAt(world, beliefsAt(history, null), from).inPlace(placeId);
    const beliefs = beliefsAt(history, knownAt);
    const numbersAt = (at: number) =>
      (oracleAt(world, beliefs, at).count(zones, null).split(' ')[0] ?? '').split('+').map(Number);
    const points = [];
    for (let at = from; at < to; at += stepSeconds * 1_000) points.push(numbersAt(at));
    const edges = [from, ...edgesOf(beliefs).filter((edge) => edge > from && edge < to)].toSorted((a, b) => a - b);
    const sums = edges.map((at) => (numbersAt(at)[0] ?? 0) + (numbersAt(at)[1] ?? 0));
    const maximum = Math.max(...sums);
    const found = await seriesOf(tenantId, { ...target, from, to, stepSeconds, knownAt });
    assert.deepEqual(found, { points, maximum, maximumAt: edges[sums.indexOf(maximum)] }, `seed ${seed}, turn ${turn}`);
  }
});

function instants(history: History, random: SeededRandom, count: number): number[] {
  const edges = edgesOf(beliefsAt(history, null));
  const jitter = () => random.pick([-1, 0, 0, 1, random.whole(-60_000, 60_000)]);
  return Array.from({ length: count }, () => random.pick(edges) + jitter());
}

/** What GraphQL answers: by zone, by place and in all, the numbers and the people in order. */
async function occupancyOf(
  tenantId: string,
  { at, units, knownAt }: { at: number; units: readonly string[] | null; knownAt: number | null },
) {
  await site.settled();
  const people = 'present probable stale unknown people(first: 500) { nodes { state since person { id } } }';
  const document = `query O($asOf: DateTime!, $knownAt: DateTime) { occupancy(asOf: $asOf, knownAt: $knownAt) {
    zones { zone { id } headcount { ${people} } } places { place { id } headcount { ${people} } } total { ${people} } } }`;
  const viewer = testViewer(tenantId, READER, { units });
  const variables = { asOf: iso(at), knownAt: knownAt === null ? null : iso(knownAt) };
  const { data, errors } = await site.run(document, { viewer, variables });
  assert.equal(errors, undefined, JSON.stringify(errors));
  const { zones, places, total } = data.occupancy;
  const text = ({ present, probable, stale, unknown, people: { nodes } }: any) =>
    [
      [present, probable, stale, unknown].join('+'),
      ...nodes.map((one: any) => [one.person.id, one.state, Date.parse(one.since)].join('/')),
    ].join(' ');
  return {
    zones: Object.fromEntries(zones.map((one: any) => [one.zone.id, text(one.headcount)])),
    places: Object.fromEntries(places.map((one: any) => [one.place.id, text(one.headcount)])),
    total: text(total),
  };
}

async function seriesOf(tenantId: string, { from, to, knownAt, ...asked }: any) {
  await site.settled();
  const document = `query S($zoneId: ID, $placeId: ID, $from: DateTime!, $to: DateTime!, $stepSeconds: Int!, $knownAt: DateTime) {
    headcountSeries(zoneId: $zoneId, placeId: $placeId, from: $from, to: $to, stepSeconds: $stepSeconds, knownAt: $knownAt) {
      points { at present probable stale unknown } maximum maximumAt } }`;
  const variables = { ...asked, from: iso(from), to: iso(to), knownAt: knownAt === null ? null : iso(knownAt) };
  const { data, errors } = await site.run(document, { viewer: testViewer(tenantId, READER), variables });
  assert.equal(errors, undefined, JSON.stringify(errors));
  const { points, maximum, maximumAt } = data.headcountSeries;
  return {
    points: points.map((one: any) => [one.present, one.probable, one.stale, one.unknown]),
    maximum,
    maximumAt: Date.parse(maximumAt),
  };
}

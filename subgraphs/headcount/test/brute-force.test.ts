import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { NOON, READER, startHeadcount, type TestHeadcount } from './headcount.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

/** All a tenant's data, made up. */
interface World {
  readonly units: readonly string[];
  /** Unit by person. */
  readonly people: ReadonlyMap<string, string | null>;
  /** Path by place. */
  readonly places: ReadonlyMap<string, readonly string[]>;
  /** Place by zone. */
  readonly zones: ReadonlyMap<string, string | null>;
  /** What was said of each visit, oldest first. */
  readonly visits: readonly (readonly State[])[];
}

interface State {
  readonly personVisitId: string;
  readonly personId: string;
  readonly geofenceId: string;
  readonly from: number;
  readonly to: number | null;
  readonly stale: readonly { from: number; to: number | null }[];
  readonly retracted: boolean;
}

test('counts what brute force counts, for random visits at random instants, for every reach of a viewer', async () => {
  const seed = 20_261_120;
  const random = seededRandom(seed);
  const world = randomWorld(random, 150);
  const tenantId = uuidv7();
  await tell(tenantId, world, random);
  const last = world.visits.flatMap((states) => states.at(-1) ?? []);
  const edges = last.flatMap(({ from, to, stale }) => [
    from,
    to ?? from,
    ...stale.flatMap((one) => [one.from, one.to ?? one.from]),
  ]);
  const instants = Array.from(
    { length: 60 },
    () => random.pick(edges) + random.pick([-1, 0, 0, 1, random.whole(-60_000, 60_000)]),
  );
  let counted = 0;
  for (const at of instants) {
    const units = random.pick([null, null, [], ...world.units.map((unit) => [unit]), world.units]);
    const found = await occupancyOf(tenantId, at, units);
    assert.deepEqual(
      found,
      bruteForce(world, last, { at, units }),
      `seed ${seed}, at ${at}, units ${JSON.stringify(units)}`,
    );
    counted += found.total.split(' ').length - 1;
  }
  assert.ok(counted > 100, `only ${counted} people were ever counted`);
});

test('counts the same whatever the order in which visits were told, and whatever was believed before', async () => {
  const seed = 7;
  const random = seededRandom(seed);
  const world = randomWorld(random, 60);
  const final = { ...world, visits: world.visits.map((states) => states.slice(-1)) };
  const [told, retold, briefly] = [uuidv7(), uuidv7(), uuidv7()];
  await tell(told, world, random);
  await tell(retold, world, random);
  await tell(briefly, final, random);
  for (let turn = 0; turn < 15; turn += 1) {
    const at = random.pick(world.visits.flat()).from + random.whole(0, 120_000);
    const expected = await occupancyOf(told, at, null);
    for (const tenantId of [retold, briefly]) {
      assert.deepEqual(await occupancyOf(tenantId, at, null), expected, `seed ${seed}, at ${at}`);
    }
  }
});

/** A tree of places with zones, some people, and visits of all lengths with corrections. */
function randomWorld(random: SeededRandom, visits: number): World {
  const units = [uuidv7(), uuidv7()];
  const people = new Map(Array.from({ length: 12 }, () => [uuidv7(), random.pick([...units, null])] as const));
  const places = new Map<string, readonly string[]>();
  for (let count = 0; count < 8; count += 1) {
    const above = random.pick([[], ...places.values()]);
    const placeId = uuidv7();
    places.set(placeId, [...above, placeId]);
  }
  const zones = new Map(Array.from({ length: 9 }, () => [uuidv7(), random.pick([null, ...places.keys()])] as const));
  const stateOf = (personVisitId: string, personId: string, geofenceId: string): State => {
    const from = NOON - random.whole(0, 3_600_000);
    const length = random.pick([1, 1_000, 65_536, 65_537, 600_000, 3_600_000, 86_400_000, 4e11]);
    const to = random.next() < 0.4 ? null : from + Math.ceil(random.next() * length);
    return {
      personVisitId,
      personId,
      geofenceId,
      from,
      to,
      stale: randomPhases(random, from, to),
      retracted: random.next() < 0.1,
    };
  };
  return {
    units,
    people,
    places,
    zones,
    visits: Array.from({ length: visits }, () => {
      const [visit, person, zone] = [uuidv7(), random.pick([...people.keys()]), random.pick([...zones.keys()])];
      return Array.from({ length: random.whole(1, 3) }, () => stateOf(visit, person, zone));
    }),
  };
}

function randomPhases(random: SeededRandom, from: number, to: number | null): { from: number; to: number | null }[] {
  const end = Math.min(to ?? from + 600_000, from + 600_000);
  const edges = Array.from({ length: random.whole(0, 4) }, () => random.whole(from, end)).toSorted((a, b) => a - b);
  return edges.flatMap((edge, index) => {
    if (index % 2) return [];
    const until = edges[index + 1] ?? to;
    return until === edge ? [] : [{ from: edge, to: until }];
  });
}

/** Publishes a world: visits in a random order, what is said of each in its own. */
async function tell(tenantId: string, world: World, random: SeededRandom): Promise<void> {
  const entry = (topic: string, type: string, payload: object) => ({ topic, subject: tenantId, type, payload });
  const held = { name: 'x', kind: 'WORK_ZONE', number: 1, validFrom: 0, validTo: null, staleAfterSeconds: null };
  const structure = [
    ...[...world.people].map(([personId, unitId]) => entry('trackers', 'person-created', { personId, unitId })),
    ...[...world.places].map(([placeId, path]) => entry('geofences', 'place-created', { placeId, path })),
    ...[...world.zones].map(([geofenceId, placeId]) =>
      entry('geofences', 'geofence-created', { geofenceId, placeId, ...held }),
    ),
  ];
  const queues = world.visits.map((states) => [...states]);
  const turns = random.shuffled(queues.flatMap((queue) => queue.map(() => queue)));
  const visits = turns
    .flatMap((queue) => queue.shift() ?? [])
    .map((state) => entry('person-visits', 'person-visit-changed', state));
  const all = [...random.shuffled(structure), ...visits];
  while (all.length) await site.publish(...all.splice(0, random.whole(1, 40)));
}

/** What GraphQL answers: by zone, by place and in all, `present+stale` and the people in order. */
async function occupancyOf(tenantId: string, at: number, units: readonly string[] | null) {
  await site.settled();
  const people = 'present stale people(first: 500) { nodes { stale since person { id } visit { id } } }';
  const document = `query O($asOf: DateTime!) { occupancy(asOf: $asOf) {
    zones { zone { id } headcount { ${people} } } places { place { id } headcount { ${people} } } total { ${people} } } }`;
  const viewer = testViewer(tenantId, READER, { units });
  const { data, errors } = await site.run(document, { viewer, variables: { asOf: new Date(at).toISOString() } });
  assert.equal(errors, undefined, JSON.stringify(errors));
  const { zones, places, total } = data.occupancy;
  const text = ({ present, stale, people: { nodes } }: any) =>
    [
      `${present}+${stale}`,
      ...nodes.map((one: any) => [one.person.id, one.stale, Date.parse(one.since), one.visit.id].join('/')),
    ].join(' ');
  return {
    zones: Object.fromEntries(zones.map((one: any) => [one.zone.id, text(one.headcount)])),
    places: Object.fromEntries(places.map((one: any) => [one.place.id, text(one.headcount)])),
    total: text(total),
  };
}

/** The same from the last states alone, by looking at every person and every visit. */
function bruteForce(
  world: World,
  states: readonly State[],
  { at, units }: { at: number; units: readonly string[] | null },
) {
  const covers = (at: number, { from, to }: { from: number; to: number | null }) => from <= at && at < (to ?? Infinity);
  const count = (zones: readonly string[]): string => {
    const rows: { personId: string; stale: boolean; text: string }[] = [];
    for (const [personId, unit] of world.people) {
      if (units && (unit === null || !units.includes(unit))) continue;
      const inside = states
        .filter((state) => state.personId === personId && !state.retracted && zones.includes(state.geofenceId))
        .filter((state) => covers(at, state))
        .toSorted((a, b) => a.from - b.from || (a.personVisitId < b.personVisitId ? -1 : 1));
      const heard = inside.find((state) => !state.stale.some((phase) => covers(at, phase)));
      const speaker = heard ?? inside[0];
      if (!speaker) continue;
      const text = [personId, heard === undefined, speaker.from, speaker.personVisitId].join('/');
      rows.push({ personId, stale: heard === undefined, text });
    }
    const present = rows.filter(({ stale }) => !stale).toSorted((a, b) => (a.personId < b.personId ? -1 : 1));
    const stale = rows.filter((row) => row.stale).toSorted((a, b) => (a.personId < b.personId ? -1 : 1));
    return [`${present.length}+${stale.length}`, ...[...present, ...stale].map(({ text }) => text)].join(' ');
  };
  const inPlace = (placeId: string) =>
    [...world.zones].flatMap(([zoneId, own]) => (world.places.get(own ?? '')?.includes(placeId) ? zoneId : []));
  return {
    zones: Object.fromEntries([...world.zones.keys()].map((zoneId) => [zoneId, count([zoneId])])),
    places: Object.fromEntries([...world.places.keys()].map((placeId) => [placeId, count(inPlace(placeId))])),
    total: count([...world.zones.keys()]),
  };
}

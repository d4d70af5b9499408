import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  oracleHeadcount,
  drawStories,
  startGeofences,
  tellYard,
  truthOfStory,
  type HeadcountState,
  type TestGeofences,
} from '@trekker/geofences/testing';
import { createHeadcount, headcountMigrations, headcountOptions, type Headcount } from '@trekker/headcount';
import { MAIN_PLACEMENT, readConfig, silentLogger, systemClock, type Viewer } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { full } from './replay/recorded-data.ts';

const STORIES = full ? 300 : 2;
const SEED = 17;
const PATIENCE_MS = 20_000;
const INSTANTS = 20;
/** Most answers remembered of one story. */
const MOST_LOOKS = 12;

type Truth = ReturnType<typeof truthOfStory>;

/** Instants at which something changes for people, and those just before; some of them. */
function instantsOf({ people }: Truth): number[] {
  const edges = people.flatMap(({ from, to, probable, stale, lost }) =>
    [{ from, to }, ...probable, ...stale, ...(lost ? [lost] : [])].flatMap((phase) =>
      [phase.from, phase.to ?? []].flat(),
    ),
  );
  const all = [...new Set(edges.flatMap((edge) => [edge - 1, edge]))].toSorted((a, b) => a - b);
  const step = Math.max(1, Math.ceil(all.length / INSTANTS));
  return all.filter((_, index) => index % step === 0);
}

const OCCUPANCY = `query O($asOf: DateTime!, $knownAt: DateTime) { occupancy(asOf: $asOf, knownAt: $knownAt) {
  zones { zone { id } headcount { people(first: 100) { nodes { person { id } state } } } }
  total { people(first: 100) { nodes { person { id } state } } } } }`;

interface Counted {
  readonly people: { readonly nodes: readonly { readonly person: { readonly id: string }; readonly state: string }[] };
}
interface Occupancy {
  readonly occupancy: {
    readonly zones: readonly { readonly zone: { readonly id: string }; readonly headcount: Counted }[];
    readonly total: Counted;
  };
}

interface Instants {
  readonly at: number;
  readonly knownAt: number | null;
}

async function occupancyAt(
  headcount: Headcount,
  viewer: Viewer,
  { at, knownAt }: Instants,
): Promise<Occupancy['occupancy']> {
  const { signal } = new AbortController();
  const variables = { asOf: new Date(at).toISOString(), knownAt: knownAt && new Date(knownAt).toISOString() };
  const { data, errors } = await headcount.subgraph.execute({
    document: OCCUPANCY,
    variables,
    viewer,
    requestId: 'test',
    signal,
  });
  assert.equal(errors, undefined, JSON.stringify(errors));
  return (data as unknown as Occupancy).occupancy;
}

/** What was answered at an instant of our clock, while a story went on. */
interface Remembered extends Instants {
  readonly knownAt: number;
  readonly answered: string;
}

function totalOf({ total }: Occupancy['occupancy']): string {
  return total.people.nodes.map(({ person, state }) => `${person.id} ${state}`).join();
}

/** Our clock as the log reads it, Unix milliseconds; nothing is appended at that very millisecond any more. */
async function clockOf({ postgres }: TestGeofences): Promise<number> {
  const [row] = await postgres.admin<{ at: number }[]>`
    select date_trunc('milliseconds', clock_timestamp()) as at from pg_sleep(0.002)`;
  return (row?.at ?? 0) - 1;
}

const lines = (where: string, states: Iterable<readonly [string, string]>) =>
  [...states].map(([person, state]) => `${where} ${person} ${state.toLowerCase()}`);

test('counts who is where at every instant as one batch computation does, however positions and edits come', async (t) => {
  await using site = await startGeofences({ beside: [headcountMigrations] });
  const { address, secret, tail } = site.postgres;
  const deps = { placement: { name: MAIN_PLACEMENT, address }, secret, tail, clock: systemClock, log: silentLogger };
  await using headcount = createHeadcount(readConfig(headcountOptions, {}), deps);
  await headcount.start();

  /** What is answered now, once all that came so far is counted. */
  async function look(tenantId: string, instants: readonly number[]): Promise<Remembered[]> {
    assert.ok(await headcount.caughtUp(PATIENCE_MS));
    const reader = testViewer(tenantId, ['headcount:read']);
    const looks: Remembered[] = [];
    for (const at of instants.filter((_, index) => index % 7 === 0)) {
      const before = await clockOf(site);
      const answered = totalOf(await occupancyAt(headcount, reader, { at, knownAt: null }));
      // A tick may have come meanwhile: then it is not clear which of the two beliefs was answered.
      const knownAt = await clockOf(site);
      const again = totalOf(await occupancyAt(headcount, reader, { at, knownAt }));
      if (again === answered && knownAt > before) looks.push({ at, knownAt, answered });
    }
    return looks;
  }

  /** Asks again for what was answered while the story went on; gives back how often somebody was counted otherwise since. */
  async function recall(reader: Viewer, remembered: readonly Remembered[]): Promise<number> {
    let corrected = 0;
    for (const { at, knownAt, answered } of remembered) {
      const where = `as of ${new Date(at).toISOString()}, known at ${new Date(knownAt).toISOString()}`;
      assert.equal(totalOf(await occupancyAt(headcount, reader, { at, knownAt })), answered, where);
      if (totalOf(await occupancyAt(headcount, reader, { at, knownAt: null })) !== answered) corrected += 1;
    }
    return corrected;
  }

  let recalled = 0;
  const seen = new Map<string, number>();
  for (const story of drawStories(STORIES, SEED)) {
    const truth = truthOfStory(story, Date.now());
    const remembered: Remembered[] = [];
    const { viewer, nameOf } = await tellYard(site, story, async ({ tenantId }) => {
      if (remembered.length < MOST_LOOKS) remembered.push(...(await look(tenantId, instantsOf(truth))));
    });
    const reader = testViewer(viewer.tenantId, ['headcount:read']);
    const zones = new Set(story.fences.flatMap(([first]) => first?.geofenceId ?? []));
    const compare = async (at: number) => {
      const { zones: counted, total } = await occupancyAt(headcount, reader, { at, knownAt: null });
      const statesOf = ({ people }: Counted) =>
        people.nodes.map(({ person, state }) => [nameOf(person.id), state] as const);
      const found = counted.flatMap(({ zone, headcount: count }) => lines(nameOf(zone.id), statesOf(count)));
      const count = (of: ReadonlySet<string>): Iterable<[string, HeadcountState]> =>
        oracleHeadcount(truth.people, { at, zones: of });
      // A zone that does not hold at the instant is not listed; who was lost there is counted in all all the same.
      const listed = counted.map(({ zone }) => nameOf(zone.id));
      const expected = listed.flatMap((zone) => lines(zone, count(new Set([zone]))));
      return {
        found: [...found, ...lines('total', statesOf(total))].toSorted(),
        expected: [...expected, ...lines('total', count(zones))].toSorted(),
      };
    };
    recalled += await recall(reader, remembered);
    for (const at of instantsOf(truth)) {
      const deadline = performance.now() + PATIENCE_MS;
      let { found, expected } = await compare(at);
      while (found.join() !== expected.join() && performance.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        await site.caughtUp();
        await headcount.caughtUp(5_000);
        ({ found, expected } = await compare(at));
      }
      assert.deepEqual(found, expected, new Date(at).toISOString());
      for (const state of trueStates(expected)) seen.set(state, (seen.get(state) ?? 0) + 1);
    }
  }
  t.diagnostic(`${recalled} answers of earlier that were corrected since`);
  assert.ok(recalled > 0);
  t.diagnostic(`people counted in zones: ${JSON.stringify(Object.fromEntries(seen))}`);
  // Which instants are looked at follows from the clock, so a few stories need not show every state.
  assert.ok(seen.has('present') && (!full || seen.size === 4), JSON.stringify([...seen]));
});

/** The states in lines of zones. */
function trueStates(all: readonly string[]): string[] {
  return all.filter((line) => !line.startsWith('total ')).flatMap((line) => line.split(' ').at(-1) ?? []);
}

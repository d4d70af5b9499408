import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  oracleHeadcount,
  drawStories,
  startGeofences,
  tellYard,
  truthOfStory,
  type HeadcountState,
} from '@trekker/geofences/testing';
import { createHeadcount, headcountMigrations, headcountOptions, type Headcount } from '@trekker/headcount';
import { MAIN_PLACEMENT, readConfig, silentLogger, systemClock, type Viewer } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { full } from './replay/recorded-data.ts';

const STORIES = full ? 300 : 15;
const SEED = 17;
const PATIENCE_MS = 20_000;
const INSTANTS = 20;

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

const OCCUPANCY = `query O($asOf: DateTime!) { occupancy(asOf: $asOf) {
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

async function occupancyAt(headcount: Headcount, viewer: Viewer, at: number): Promise<Occupancy['occupancy']> {
  const { signal } = new AbortController();
  const variables = { asOf: new Date(at).toISOString() };
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

const lines = (where: string, states: Iterable<readonly [string, string]>) =>
  [...states].map(([person, state]) => `${where} ${person} ${state.toLowerCase()}`);

test('counts who is where at every instant as one batch computation does, however positions and edits come', async (t) => {
  await using site = await startGeofences({ beside: [headcountMigrations] });
  const { address, secret, tail } = site.postgres;
  const deps = { placement: { name: MAIN_PLACEMENT, address }, secret, tail, clock: systemClock, log: silentLogger };
  await using headcount = createHeadcount(readConfig(headcountOptions, {}), deps);
  await headcount.start();

  const seen = new Map<string, number>();
  for (const story of drawStories(STORIES, SEED)) {
    const truth = truthOfStory(story, Date.now());
    const { viewer, nameOf } = await tellYard(site, story);
    const reader = testViewer(viewer.tenantId, ['headcount:read']);
    const zones = new Set(story.fences.flatMap(([first]) => first?.geofenceId ?? []));
    const compare = async (at: number) => {
      const { zones: counted, total } = await occupancyAt(headcount, reader, at);
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
  t.diagnostic(`people counted in zones: ${JSON.stringify(Object.fromEntries(seen))}`);
  // Which instants are looked at follows from the clock, so a few stories need not show every state.
  assert.ok(seen.has('present') && (!full || seen.size === 4), JSON.stringify([...seen]));
});

/** The states in lines of zones. */
function trueStates(all: readonly string[]): string[] {
  return all.filter((line) => !line.startsWith('total ')).flatMap((line) => line.split(' ').at(-1) ?? []);
}

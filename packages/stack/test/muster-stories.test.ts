import assert from 'node:assert/strict';
import { test } from 'node:test';

import { drawStories, startGeofences, tellYard, type YardStory } from '@trekker/geofences/testing';
import { createHeadcount, headcountMigrations, headcountOptions } from '@trekker/headcount';
import { MAIN_PLACEMENT, readConfig, silentLogger, type Viewer } from '@trekker/kit';
import { manualClock, testViewer } from '@trekker/kit/testing';

import { musterTruth } from './evacuation/muster-truth.ts';
import { full } from './replay/recorded-data.ts';

const STORIES = full ? 150 : 4;
const SEED = 23;
const PATIENCE_MS = 20_000;
/** After the stories begin: before anything, in the middle, and late. */
const ALARMS_MS = [-60_000, 400_000, 45_000, 5_000_000, 1_000_000];
const BEGIN = Date.UTC(2026, 2, 2, 7, 50);
const WORDS = ['MISSING', 'SAFE', 'OFF_SITE'] as const;

test('a muster that starts in the middle of whatever comes gives the states of a batch computation', async (t) => {
  await using site = await startGeofences({ beside: [headcountMigrations] });
  const { address, secret, tail } = site.postgres;
  const clock = manualClock(Date.now());
  const deps = { placement: { name: MAIN_PLACEMENT, address }, secret, tail, clock, log: silentLogger };
  await using headcount = createHeadcount(readConfig(headcountOptions, {}), deps);
  await headcount.start();
  const seen = new Map<string, number>();
  let early = 0;
  for (const [index, story] of drawStories(STORIES, SEED).entries()) {
    const startedAt = BEGIN + (ALARMS_MS[index % ALARMS_MS.length] ?? 0);
    const expected = await mustered(story, startedAt, index);
    for (const state of Object.values(expected)) seen.set(state, (seen.get(state) ?? 0) + 1);
  }
  t.diagnostic(
    `${early} of ${STORIES} musters started before all was told; ${JSON.stringify(Object.fromEntries(seen))}`,
  );
  assert.ok(early > STORIES / 3 && seen.size > 2);

  async function mustered(story: YardStory, startedAt: number, index: number): Promise<Record<string, string>> {
    const places = new Map<string, string>();
    let musterId = '';
    const place = async (viewer: Viewer, name: string, parentId: string | null) => {
      const input = { name, kind: parentId ? 'AREA' : 'SITE', parentId, ...(parentId ? {} : { timeZone: 'UTC' }) };
      const { place: made } = await site.change(viewer, 'createPlace', 'place { id }', input);
      places.set(name, made.id);
      return made.id as string;
    };
    const alarm = async (viewer: Viewer) => {
      if (musterId || !places.has('a') || !places.has('b')) return;
      clock.set(startedAt);
      await headcount.caughtUp(5_000);
      const input = { placeId: places.get('a'), mode: 'TEST', name: 'X', idempotencyKey: 'x', stationPolicy: 'ALLOW' };
      const { muster, userErrors } = await change(viewer, 'startMuster', 'muster { id }', input);
      // The station may have been archived before anybody could start a muster.
      if (muster) musterId = muster.id;
      else assert.match(userErrors[0].message, /must have a muster point/);
    };
    const about = async (viewer: Viewer, name: string) => {
      const works = places.get('works') ?? (await place(viewer, 'works', null));
      return { name, placeId: await place(viewer, name, works), kind: name === 'b' ? 'MUSTER_POINT' : 'WORK_ZONE' };
    };
    const { viewer, nameOf, people } = await tellYard(site, story, alarm, about);
    const isEarly = musterId !== '';
    if (isEarly) early += 1;
    await alarm(viewer);
    if (!musterId) return {};
    clock.set(Date.now());
    const [[personId, name] = ['', 'ada']] = people();
    await site.tell(viewer.tenantId, 'person-created', { personId, unitId: null });
    const [kind, at] = [WORDS[index % WORDS.length] ?? 'SAFE', startedAt + 120_000];
    const word = { musterId, personId, kind, at: new Date(at).toISOString(), idempotencyKey: 'word' };
    if (index % 2) assert.deepEqual((await change(viewer, 'markMuster', 'act { id }', word)).userErrors, []);
    const mark = { markId: 'm', personId: name, kind, by: 'WARDEN', stationId: null, at, knownAt: at } as const;
    const scope = { zoneIds: new Set(['a']), stationIds: new Set(['b']), markedOut: new Map() };
    const session = { startedAt, stationPolicy: 'ALLOW' as const, ...scope };
    const marks = index % 2 ? [mark] : [];
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      await site.caughtUp();
      await headcount.caughtUp(5_000);
      const { found, removed } = await standings(viewer, musterId, nameOf);
      // What is believed at the start is true once everything was told.
      const expected = musterTruth(story, {
        session,
        marks,
        until: clock.now(),
        removed: isEarly ? removed : new Set(),
      });
      if (JSON.stringify(found) === JSON.stringify(expected)) return expected;
      if (performance.now() > deadline) assert.deepEqual(found, expected, `story ${index}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** States of everybody who is to be accounted for, and who was taken from the list, by name. */
  async function standings(viewer: Viewer, id: string, nameOf: (id: string) => string) {
    const document = 'query M($id: ID!) { muster(id: $id) { people { nodes { person { id } state origin } } } }';
    const { muster } = await run(viewer, document, { id });
    const people: any[] = muster.people.nodes.map((one: any) => ({ ...one, name: nameOf(one.person.id) }));
    const listed = people.filter(({ state }) => state !== 'REMOVED');
    const found: Record<string, string> = Object.fromEntries(listed.map(({ name, state }) => [name, state]).toSorted());
    const removed: ReadonlySet<string> = new Set(people.flatMap((one) => (one.origin === 'REMOVED' ? [one.name] : [])));
    return { found, removed };
  }

  async function change(viewer: Viewer, field: string, selection: string, input: object): Promise<any> {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const document = `mutation M($input: ${type}!) { made: ${field}(input: $input) { ${selection} userErrors { message } } }`;
    const { made } = await run(viewer, document, { input });
    return made;
  }

  async function run({ tenantId }: Viewer, document: string, variables: Record<string, unknown>): Promise<any> {
    const viewer = testViewer(tenantId, ['muster:read', 'muster:write']);
    const { signal } = new AbortController();
    const request = { document, variables, viewer, requestId: 'test', signal };
    const { data, errors } = await headcount.subgraph.execute(request);
    assert.equal(errors, undefined, JSON.stringify(errors));
    return JSON.parse(JSON.stringify(data));
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { contains } from '@trekker/geo';
import { aStory, createPureYard, type DeriveAnew } from '@trekker/geofences/testing';
import {
  createBoard,
  updateBoard,
  type Attributes,
  type Board,
  type MusterMark,
  type MusterSession,
  type VisitRevision,
} from '@trekker/headcount/testing';
import * as fc from 'fast-check';

import { musterTruth } from './evacuation/muster-truth.ts';
import { full } from './replay/recorded-data.ts';

const RUNS = full ? 20_000 : 2_000;
/** Everything that stories tell happens before. */
const UNTIL = Date.UTC(2026, 5, 1);
const BEGIN = Date.UTC(2026, 2, 2, 7, 50);
const FINE = new Set(['SAFE', 'OFF_SITE', 'INJURED']);

/** Geofence a is to be evacuated, b is a station beside it. */
const sessionAt = (startedAt: number, { stationPolicy }: Pick<MusterSession, 'stationPolicy'>): MusterSession => ({
  startedAt,
  stationPolicy,
  zoneIds: new Set(['a']),
  stationIds: new Set(['b']),
  markedOut: new Map(),
});

const someWords = fc.array(
  fc.record({
    personId: fc.constantFrom('ada', 'ben'),
    kind: fc.constantFrom('SAFE', 'OFF_SITE', 'INJURED', 'MISSING'),
    by: fc.constantFrom('WARDEN', 'WARDEN', 'QR'),
    afterSeconds: fc.constantFrom(0, 30, 61, 600, 4_000, 40_000),
    stationId: fc.constantFrom('b', null, null),
    place: fc.nat({ max: 20 }).map((n) => n / 20),
    twice: fc.boolean(),
  }),
  { maxLength: 3 },
);

/** Stations of somebody from an instant on, which may be none, or another than the one there is. */
const someStations = fc.array(
  fc.record({
    personId: fc.constantFrom('ada', 'ben'),
    afterSeconds: fc.constantFrom(-4_000, 0, 60, 4_000),
    stationIds: fc.constantFrom(['b'], ['elsewhere'], ['elsewhere'], []),
  }),
  { maxLength: 3 },
);

/** A story, an alarm in it, and what wardens say, with where among everything that arrives it comes. */
const scenes = fc.record({
  story: aStory({ trackers: 3, fixes: 25 }),
  alarmSeconds: fc.constantFrom(-60, 45, 130, 400, 1_000, 5_000, 40_000),
  words: someWords,
  stationPolicy: fc.constantFrom('ALLOW', 'ASK', 'REFUSE'),
  stations: someStations,
});
type Scene = ReturnType<typeof scenes.generate>['value'];

function marksOf({ words }: Scene, startedAt: number): (MusterMark & { place: number; twice: boolean })[] {
  return words.map(({ kind, by, afterSeconds, stationId, place, personId, twice }, index) => {
    const at = startedAt + afterSeconds * 1_000;
    const isAtStation = by === 'WARDEN' && kind === 'SAFE';
    const word =
      by === 'QR' ? { kind: 'SAFE' as const, stationId: 'b' } : { kind, stationId: isAtStation ? stationId : null };
    return { markId: `m${index}`, personId, by, at, knownAt: at, ...word, place, twice } as const;
  });
}

/** Whose stations are whose in a scene, in the order of time. */
function assignmentsOf({ stations }: Scene, startedAt: number): Attributes['assignedTo'] {
  const all = stations.map(({ afterSeconds, ...one }) => ({ ...one, from: startedAt + afterSeconds * 1_000 }));
  const inOrder = all.toSorted((a, b) => a.from - b.from);
  return (personId) => inOrder.filter((one) => one.personId === personId);
}

interface Playing {
  readonly look?: (board: Board, arrived: readonly Arrived[]) => void;
  readonly derive?: DeriveAnew;
}

/** Tells a board what the pure engines come to believe, block by block; looks at it after each, with what has arrived. */
async function play(scene: Scene, { look, derive }: Playing) {
  const startedAt = BEGIN + scene.alarmSeconds * 1_000;
  const session = sessionAt(startedAt, scene);
  const assignedTo = assignmentsOf(scene, startedAt);
  const attributes: Attributes = { unitOf: () => null, companyOf: () => null, assignedTo };
  const yard = createPureYard(scene.story, { until: UNTIL, derive });
  const words = marksOf(scene, startedAt);
  const unsaid = [...words].toSorted((a, b) => a.place - b.place);
  const arrived: Arrived[] = [];
  let board = createBoard(
    session,
    { expected: [], revisions: [], marks: [], markedIn: [] },
    { until: UNTIL, attributes },
  );
  const told = new Map<string, VisitRevision>();
  let offset = 0;
  for (let step = 0; step <= yard.blocks.length; step += 1) {
    const block = yard.blocks[step];
    if (block) await yard.take(block);
    arrived.push(...(block ?? []));
    const now = new Map(yard.people().map((visit) => [visit.personVisitId, visit]));
    const fresh = [...now.values()].map(({ geofenceId: zoneId, ...visit }): VisitRevision => {
      return { ...visit, zoneId, offset: (offset += 1), knownAt: startedAt + step, retracted: false };
    });
    const gone = [...told.values()].filter(({ personVisitId }) => !now.has(personVisitId));
    const withdrawn = gone.map((visit) => ({ ...visit, offset: (offset += 1), retracted: true }));
    for (const { personVisitId } of gone) told.delete(personVisitId);
    for (const visit of fresh) told.set(visit.personVisitId, visit);
    const count = unsaid.filter(({ place }) => place * yard.blocks.length <= step).length;
    const marks = unsaid.splice(0, count).flatMap(({ twice, ...mark }) => (twice ? [mark, mark] : [mark]));
    const revisions = [...fresh, ...withdrawn];
    board = updateBoard(board, { revisions, marks, markedIn: [], everybody: false }, { until: UNTIL, attributes });
    look?.(board, arrived);
  }
  return { board, session, words, assignedTo };
}

interface Arrived {
  readonly tracker: number;
  readonly fix: { readonly recordedAt: number; readonly latitude: number; readonly longitude: number };
}

/** Whether a tracker was in the station, whatever its shape is, while the person carried it. */
function isAtStation({ story }: Scene, personId: string, arrived: readonly Arrived[]): boolean {
  const shapes = (story.fences[1] ?? []).flatMap(({ shape }) => shape ?? []);
  return arrived.some(({ tracker, fix }) => {
    const { bearers = [], handOvers = [] } = story.carried[tracker] ?? {};
    const turn = handOvers.findLastIndex((at) => at <= fix.recordedAt);
    return bearers[turn] === personId && shapes.some((shape) => contains(shape, fix));
  });
}

async function compare(scene: Scene, playing: Playing) {
  const { board, session, words, assignedTo } = await play(scene, playing);
  const found = Object.fromEntries([...board.people].map(([id, { state }]) => [id, state]));
  return {
    found,
    expected: musterTruth(scene.story, { session, marks: words, until: UNTIL, removed: new Set(), assignedTo }),
  };
}

test('fixes in any order, twice and late, hand-overs and words give the states of a batch computation', async (t) => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(scenes, async (scene) => {
      const { found, expected } = await compare(scene, {});
      assert.deepEqual(found, expected);
      for (const state of Object.values(found)) seen.set(state, (seen.get(state) ?? 0) + 1);
    }),
    { numRuns: RUNS },
  );
  t.diagnostic(`states in the end: ${JSON.stringify(Object.fromEntries(seen))}`);
  for (const state of ['SAFE', 'UNACCOUNTED', 'RE_ENTERED', 'MISSING', 'ASK', 'WRONG_STATION'])
    assert.ok(seen.has(state), `${state} comes about`);
});

test('nobody is shown as accounted for before a fix of a tracker of theirs inside a station, or a word, has arrived', async () => {
  await fc.assert(
    fc.asyncProperty(scenes, async (scene) => {
      const look: Playing['look'] = ({ people, histories }, arrived) => {
        for (const [personId, { state }] of people) {
          if (!FINE.has(state)) continue;
          const said = (histories.get(personId)?.marks ?? []).some(({ kind }) => FINE.has(kind));
          assert.ok(said || isAtStation(scene, personId, arrived), `${personId} is ${state}`);
        }
      };
      await play(scene, { look });
    }),
    { numRuns: Math.ceil(RUNS / 2) },
  );
});

test('an engine that passes over late fixes is found out', async () => {
  const derive: DeriveAnew = async () => ({ stretches: [], coverage: [], removed: [], segments: [], end: null });
  const property = fc.asyncProperty(scenes, async (scene) => {
    const { found, expected } = await compare(scene, { derive });
    assert.deepEqual(found, expected);
  });
  assert.ok((await fc.check(property, { numRuns: RUNS, endOnFailure: true })).failed);
});

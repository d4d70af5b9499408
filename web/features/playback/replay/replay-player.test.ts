import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MapEngine } from '../../../map/engine.ts';
import type { ReplayMarker } from '../../../map/features/replay-features.ts';
import { readFixes } from './fix-columns.ts';
import { FixStore } from './fix-store.ts';
import { ReplayPlayer } from './replay-player.ts';

const SPAN = { from: 0, to: 600_000 };
const LANE = {
  trackerId: 'a',
  label: 'Truck',
  detail: null,
  kind: 'asset',
  number: 1,
  chosen: 'asset:a',
  carried: null,
} as const;

test('a marker is where the tracker was at the instant the time of the wall leads to, whatever frames there were', async () => {
  const { player, frame, drawn } = await setUp();
  player.play();
  frame(0);
  for (const wall of [16, 17, 900]) frame(wall);
  frame(1_000);
  assert.equal(player.instant, 60_000);
  assert.ok(Math.abs((drawn().at(-1)?.latitude ?? 0) - 0.006) < 1e-12);
  player.setSpeed(600);
  frame(1_100);
  assert.equal(player.instant, 120_000);
  assert.ok(Math.abs((drawn().at(-1)?.latitude ?? 0) - 0.012) < 1e-12);
});

test('it stops at the end and draws no further frame', async () => {
  const { player, frame, waitsForFrame } = await setUp();
  player.play();
  frame(0);
  frame(20_000);
  frame(20_016);
  assert.deepEqual([player.state().playing, player.instant, waitsForFrame()], [false, 600_000, false]);
});

test('the time of the replay stands while positions are on their way', async () => {
  const arrivals: (() => void)[] = [];
  const { player, frame } = await setUp(() => new Promise<void>((resolve) => arrivals.push(resolve)));
  player.play();
  frame(0);
  frame(5_000);
  assert.deepEqual([player.state().waiting, player.state().playing, player.instant], [true, true, 0]);
  for (const arrive of arrivals) arrive();
  await settled();
  frame(6_000);
  frame(7_000);
  assert.equal(player.state().waiting, false);
  assert.ok(player.instant > 0 && player.instant <= 120_000);
});

test('where everybody was at an instant that is pointed at stands beside where they are', async () => {
  const { player, frame, drawn } = await setUp();
  player.point(300_000);
  frame(0);
  assert.deepEqual(
    drawn().map(({ state }) => state),
    ['pointed', 'located'],
  );
  player.point(null);
  frame(10);
  assert.deepEqual(
    drawn().map(({ state }) => state),
    ['located'],
  );
});

async function setUp(before: () => Promise<void> = () => Promise.resolve()) {
  let [wall, pending, markers] = [0, null as (() => void) | null, [] as readonly ReplayMarker[]];
  const load = async () => {
    await before();
    const line = (at: number) => JSON.stringify({ time: new Date(at).toISOString(), latitude: at / 1e7, longitude: 0 });
    return readFixes(Array.from({ length: 61 }, (_, index) => line(index * 10_000)).join('\n'));
  };
  const lanes = [{ ...LANE, positionCount: 61 }];
  const store = new FixStore({ lanes, span: SPAN, gapMs: 300_000, instant: 0, load });
  const timing = {
    now: () => wall,
    requestFrame: (draw: () => void) => ((pending = draw), 1),
    cancelFrame: () => (pending = null),
  };
  const player = new ReplayPlayer({
    store,
    lanes,
    clock: { ...SPAN, speed: 60, at: 0, since: null },
    timing,
    calm: false,
  });
  const engine: Pick<MapEngine, 'showReplay'> = { showReplay: (next) => (markers = next) };
  player.attach(engine as MapEngine);
  await settled();
  return {
    player,
    drawn: () => markers,
    waitsForFrame: () => pending !== null,
    frame(at: number) {
      wall = at;
      const draw = pending;
      pending = null;
      draw?.();
    },
  };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

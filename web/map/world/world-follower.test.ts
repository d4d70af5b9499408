import assert from 'node:assert/strict';
import { mock, suite, test } from 'node:test';
import type { GlMap } from '../gl-map.ts';
import { readWorld, type World } from './read-world.ts';
import { followWorld } from './world-follower.ts';

const WORLD = readWorld({ land: [], borders: [] });

suite('followWorld', () => {
  test('loads nothing near a site, nor on the way to it', async () => {
    await withTimers(async (tick) => {
      const { map, loads } = setUp(1);
      await tick(500);
      map.zoom = 15;
      map.fire('move');
      await tick(5_000);
      assert.equal(loads(), 0);
    });
  });

  test('draws the world once somebody stays far away, and again on a new style', async () => {
    await withTimers(async (tick) => {
      const { map, loads, drawn } = setUp(15);
      map.zoom = 4;
      map.fire('move');
      map.fire('move');
      await tick(1_000);
      assert.deepEqual([loads(), drawn.length], [1, 1]);
      map.fire('style.load');
      map.fire('move');
      await tick(1_000);
      assert.deepEqual([loads(), drawn.length], [1, 2]);
    });
  });

  test('asks once while the world is on its way', async () => {
    await withTimers(async (tick) => {
      const { map, loads } = setUp(4, [new Promise<never>(() => {})]);
      await tick(1_000);
      map.fire('move');
      await tick(1_000);
      assert.equal(loads(), 1);
    });
  });

  test('asks again after a failure, and never when it is over', async () => {
    await withTimers(async (tick) => {
      const { map, loads, drawn, stop } = setUp(4, [Promise.reject(new Error('no network'))]);
      await tick(1_000);
      assert.deepEqual([loads(), drawn.length], [1, 0]);
      map.fire('move');
      await tick(1_000);
      assert.deepEqual([loads(), drawn.length], [2, 1]);
      stop();
      map.fire('style.load');
      assert.equal(drawn.length, 1);
    });
  });
});

function setUp(zoom: number, answers: Promise<never>[] = []) {
  const map = new FakeMap(zoom);
  const drawn: World[] = [];
  let loads = 0;
  const load = () => {
    loads++;
    return answers.shift() ?? Promise.resolve(WORLD);
  };
  // No more of a map is used than this one has.
  const stop = followWorld(map as unknown as GlMap, (world) => drawn.push(world), load);
  map.fire('style.load');
  return { map, drawn, stop, loads: () => loads };
}

class FakeMap {
  zoom: number;
  readonly #listeners = new Map<string, Set<() => void>>();

  constructor(zoom: number) {
    this.zoom = zoom;
  }

  getZoom(): number {
    return this.zoom;
  }
  on(event: string, listener: () => void): void {
    this.#listeners.set(event, (this.#listeners.get(event) ?? new Set()).add(listener));
  }
  off(event: string, listener: () => void): void {
    this.#listeners.get(event)?.delete(listener);
  }
  fire(event: string): void {
    for (const listener of this.#listeners.get(event) ?? []) listener();
  }
}

async function withTimers(run: (tick: (milliseconds: number) => Promise<void>) => Promise<void>): Promise<void> {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    await run(async (milliseconds) => {
      mock.timers.tick(milliseconds);
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    });
  } finally {
    mock.timers.reset();
  }
}

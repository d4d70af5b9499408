import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, suite, test } from 'node:test';
import type { Span } from './density.ts';
import { readFixes } from './fix-columns.ts';
import { FixStore, type LoadFixes } from './fix-store.ts';

const SPAN = { from: 0, to: 40_000_000 };
const OPTIONS = { span: SPAN, gapMs: 300_000, instant: 20_000_000 };
// Ten windows of 4000 seconds each.
const LANE = { trackerId: 'a', carried: null, positionCount: 40_000 };

suite('FixStore', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  test('loads what the shown instant needs first, then what follows, then what lies before', async () => {
    const { load, asked } = everyTenSeconds();
    const store = new FixStore({ ...OPTIONS, lanes: [LANE], load });
    assert.equal(store.knows(20_000_000), false);
    store.want(20_000_000);
    await settled();
    assert.deepEqual(
      asked.map(({ from }) => from / 4_000_000),
      [4, 5, 6, 7, 8, 9, 3, 2, 1, 0],
    );
    assert.equal(store.progress, 1);
    assert.equal(store.knows(20_000_000), true);
    assert.equal(store.columns(0).length, 4_000);
  });

  test('asks again after a failure, and says so meanwhile', async () => {
    const { load, asked } = everyTenSeconds();
    let broken = true;
    const flaky: LoadFixes = (...args) => (broken ? Promise.reject(new Error('no network')) : load(...args));
    const store = new FixStore({ ...OPTIONS, lanes: [LANE], load: flaky });
    store.want(20_000_000);
    await settled();
    assert.equal(store.failing, true);
    broken = false;
    mock.timers.tick(4_000);
    await settled();
    assert.equal(store.failing, false);
    assert.equal(asked.length, 10);
  });

  test('keeps no more than it may, but always what the shown instant needs', async () => {
    const { load } = everyTenSeconds();
    const store = new FixStore({ ...OPTIONS, lanes: [LANE], load, most: 2_000 });
    store.want(20_000_000);
    await settled();
    assert.ok(store.columns(0).length <= 2_000 && store.knows(20_000_000));
    store.want(1_000_000);
    await settled();
    assert.ok(store.columns(0).length <= 2_000);
    assert.equal(store.knows(1_000_000), true);
    assert.equal(store.knows(38_000_000), false);
  });

  test('holds of a tracker only what it said while it was carried by whom was chosen', async () => {
    const { load } = everyTenSeconds();
    const carried = [{ from: 10_000_000, to: 10_100_000 }];
    const store = new FixStore({ ...OPTIONS, lanes: [{ ...LANE, carried }], load });
    store.want(20_000_000);
    await settled();
    assert.equal(store.columns(0).length, 10);
  });

  test('asks nothing about a tracker without positions', async () => {
    const { load, asked } = everyTenSeconds();
    const store = new FixStore({ ...OPTIONS, lanes: [{ ...LANE, positionCount: 0 }], load });
    store.want(20_000_000);
    await settled();
    assert.deepEqual([asked.length, store.knows(20_000_000)], [0, true]);
  });
});

function everyTenSeconds(): { load: LoadFixes; asked: Span[] } {
  const asked: Span[] = [];
  const load: LoadFixes = async (_trackerId, span) => {
    asked.push(span);
    const lines: string[] = [];
    for (let at = Math.ceil(span.from / 10_000) * 10_000; at < span.to; at += 10_000)
      lines.push(JSON.stringify({ time: new Date(at).toISOString(), latitude: 0, longitude: 0 }));
    return readFixes(lines.join('\n'));
  };
  return { load, asked };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 100; turn++) await Promise.resolve();
}

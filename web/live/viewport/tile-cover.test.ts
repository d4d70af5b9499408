import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { tileAt, tileKey } from '@trekker/geo';
import type { GeoBounds } from '../../map/engine.ts';
import { followsViewOnly, MANY_TRACKERS } from './follows-view-only.ts';
import { coverOf, isCovered, tileTest } from './tile-cover.ts';

const SITE = around(53.54, 9.97, 0.01);

suite('coverOf', () => {
  test('holds a view and what lies just beside it, and not the next town', () => {
    const isIn = tileTest(coverOf(SITE).tiles);
    for (const north of [-0.014, 0, 0.014]) {
      for (const east of [-0.014, 0, 0.014]) {
        assert.ok(isIn({ latitude: 53.54 + north, longitude: 9.97 + east }), `${north} ${east}`);
      }
    }
    assert.equal(isIn({ latitude: 53.54, longitude: 10.05 }), false);
    assert.equal(isIn({ latitude: 53.6, longitude: 9.97 }), false);
  });

  test('has few tiles, each once and all of one zoom, however large the view is', () => {
    for (const half of [0.000_1, 0.01, 1, 20, 80, 170, 400]) {
      const { tiles } = coverOf(around(10, 20, half));
      assert.ok(tiles.length >= 1 && tiles.length <= 64, `${half}: ${tiles.length}`);
      assert.equal(new Set(tiles.map(tileKey)).size, tiles.length);
      assert.equal(new Set(tiles.map(({ zoom }) => zoom)).size, 1);
      for (const { zoom, x, y } of tiles) {
        assert.ok(x >= 0 && x < 2 ** zoom && y >= 0 && y < 2 ** zoom, `${zoom}/${x}/${y}`);
      }
    }
  });

  test('lists the tiles on both sides of the antimeridian', () => {
    for (const longitude of [180, -180]) {
      const isIn = tileTest(coverOf(around(-17, longitude, 0.5)).tiles);
      assert.ok(isIn({ latitude: -17, longitude: 179.7 }));
      assert.ok(isIn({ latitude: -17, longitude: -179.7 }));
      assert.equal(isIn({ latitude: -17, longitude: 170 }), false);
    }
  });

  test('reaches to the poles, which no tile does', () => {
    const { tiles, bounds } = coverOf({ south: 80, west: 0, north: 89, east: 20 });
    assert.equal(bounds.north, 90);
    assert.ok(tileTest(tiles)({ latitude: 89.9, longitude: 10 }));
    assert.deepEqual(
      tiles.filter((tile) => tileKey(tile) === tileKey(tileAt({ latitude: 89, longitude: 10 }, tile.zoom))).length,
      1,
    );
  });
});

suite('isCovered', () => {
  test('holds while a view moves a little, and no further', () => {
    const cover = coverOf(SITE);
    assert.equal(isCovered(around(53.542, 9.972, 0.01), cover), true);
    assert.equal(isCovered(around(53.54, 10.02, 0.01), cover), false);
  });

  test('ends where a view comes so close that most of the cover is not seen', () => {
    const cover = coverOf(SITE);
    assert.equal(isCovered(around(53.54, 9.97, 0.007), cover), true);
    assert.equal(isCovered(around(53.54, 9.97, 0.001), cover), false);
  });

  test('knows a view again that the map tells in other degrees beyond the antimeridian', () => {
    const cover = coverOf(around(-17, 180, 0.5));
    assert.equal(isCovered(around(-17, -180, 0.5), cover), true);
    assert.equal(isCovered(around(-17, 0, 0.5), cover), false);
  });

  test('holds everywhere once the whole world is covered', () => {
    const world = coverOf({ south: -85, west: -300, north: 85, east: 300 });
    assert.equal(isCovered({ south: -85, west: -100, north: 85, east: 500 }, world), true);
  });
});

test('a map follows only who is in view from many trackers on, and goes on until there are clearly fewer', () => {
  assert.equal(followsViewOnly(MANY_TRACKERS, false), false);
  assert.equal(followsViewOnly(MANY_TRACKERS + 1, false), true);
  assert.equal(followsViewOnly(MANY_TRACKERS - 100, true), true);
  assert.equal(followsViewOnly(1_800, true), false);
});

function around(latitude: number, longitude: number, half: number): GeoBounds {
  return {
    south: Math.max(-85, latitude - half),
    west: longitude - half,
    north: Math.min(85, latitude + half),
    east: longitude + half,
  };
}

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { iconOf } from '../crowd/atlas.ts';
import { NO_HEADING, POINT_WIDTH } from '../crowd/crowd.ts';
import type { ConnectionStatus } from '../../__generated__/graphql.ts';
import { denseSpots, type SpotGrid } from './dense-spots.ts';

// A power of two, so that places of tests are exact.
const CELL = 1 / 1024;
const GRID: SpotGrid = { cell: CELL, left: 500, top: 500, columns: 10, rows: 10 };

suite('denseSpots', () => {
  test('finds where so many stand, with those around them and how they are heard from', () => {
    const [spot, ...others] = denseSpots(
      crowdOf([505.5, 505.5, 'CONNECTED', 10], [506.5, 505.5, 'IDLE', 5], [504.5, 504.5, 'DISCONNECTED', 1]),
      GRID,
      10,
    );
    assert.deepEqual(others, []);
    assert.deepEqual([spot?.total, spot?.column, spot?.row], [16, 505, 505]);
    assert.deepEqual(spot?.counts, { CONNECTED: 10, IDLE: 5, DISCONNECTED: 1 });
    assert.ok(Math.abs((spot?.x ?? 0) / CELL - (10 * 505.5 + 5 * 506.5 + 504.5) / 16) < 1e-3);
  });

  test('has none where fewer stand, and none outside of its squares', () => {
    assert.deepEqual(denseSpots(crowdOf([505.5, 505.5, 'IDLE', 9]), GRID, 10), []);
    assert.deepEqual(denseSpots(crowdOf([499.5, 505.5, 'IDLE', 50], [510.5, 505.5, 'IDLE', 50]), GRID, 10), []);
  });

  test('counts nobody twice, and begins with the fullest', () => {
    const row = [501, 502, 503, 504, 505, 506].map((column, index): Stand => [column + 0.5, 505.5, 'IDLE', 20 + index]);
    const spots = denseSpots(crowdOf(...row), GRID, 10);
    assert.deepEqual(
      spots.map(({ column, total }) => [column, total]),
      [
        [506, 25 + 24],
        [504, 23 + 22],
        [502, 21 + 20],
      ],
    );
  });

  test('has the same spots in another part of the same squares', () => {
    const crowd = crowdOf([505.5, 505.5, 'CONNECTED', 30], [508.5, 507.5, 'IDLE', 20]);
    assert.deepEqual(denseSpots(crowd, { ...GRID, left: 502, top: 501, columns: 9 }, 10), denseSpots(crowd, GRID, 10));
  });
});

/** In which square, with a part of it, how heard from and how many. */
type Stand = readonly [column: number, row: number, status: ConnectionStatus, count: number];

function crowdOf(...stands: Stand[]) {
  const each = stands.flatMap(([column, row, connection, count]) =>
    Array.from({ length: count }, () => [
      column * CELL,
      row * CELL,
      0,
      0,
      iconOf({ kind: 'person', connection }),
      NO_HEADING,
    ]),
  );
  const order = Uint32Array.from(each.keys());
  assert.equal(each[0]?.length, POINT_WIDTH);
  return { points: Float32Array.from(each.flat()), order };
}

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { LONGEST_GAP_MS, trailPieces } from './trail-pieces.ts';

suite('trailPieces', () => {
  test('breaks a trail where its tracker was silent, with the gap between', () => {
    assert.deepEqual(piecesOf(0, 1, 2, 9, 10), [
      ['way', [0, 1, 2]],
      ['gap', [2, 9]],
      ['way', [9, 10]],
    ]);
    assert.deepEqual(piecesOf(0, 9, 20), [
      ['gap', [0, 9]],
      ['gap', [9, 20]],
    ]);
  });

  test('takes no pause for a silence that is not longer than it may be', () => {
    const pause = LONGEST_GAP_MS / 60_000;
    assert.deepEqual(piecesOf(0, pause, 2 * pause), [['way', [0, pause, 2 * pause]]]);
    assert.equal(piecesOf(0, pause + 0.001)[0]?.[0], 'gap');
  });

  test('has no piece of one point', () => {
    assert.deepEqual(piecesOf(), []);
    assert.deepEqual(piecesOf(3), []);
  });
});

/** Pieces of a trail with a point at each of some minutes. */
function piecesOf(...minutes: number[]) {
  const trail = minutes.map((minute) => ({ latitude: 54, longitude: 9, recordedAt: minute * 60_000 }));
  return trailPieces(trail).map(({ part, points }) => [part, points.map(({ recordedAt }) => recordedAt / 60_000)]);
}

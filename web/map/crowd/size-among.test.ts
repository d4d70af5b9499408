import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { sizeAmong } from './size-among.ts';

const DESK = 1280 * 800;
const PHONE = 360 * 640;

suite('sizeAmong', () => {
  test('keeps shapes while markers cover a quarter of the view at most', () => {
    assert.deepEqual(sizeAmong(400, DESK), { size: 17, dot: false });
    assert.deepEqual(sizeAmong(1_700, DESK), { size: 12, dot: false });
    assert.deepEqual(sizeAmong(400, PHONE), { size: 12, dot: false });
  });

  test('draws dots among more, the smaller the more there are', () => {
    assert.deepEqual(sizeAmong(1_800, DESK), { size: 11.5, dot: true });
    assert.deepEqual(sizeAmong(7_000, DESK), { size: 6, dot: true });
    assert.deepEqual(sizeAmong(100_000, DESK), { size: 4, dot: true });
  });

  test('has a size for nobody and for a view without room', () => {
    assert.deepEqual(sizeAmong(0, DESK), { size: 17, dot: false });
    assert.deepEqual(sizeAmong(10, 0), { size: 4, dot: true });
  });

  test('stays the same while a few come or leave', () => {
    assert.deepEqual(sizeAmong(7_010, DESK), sizeAmong(6_990, DESK));
  });
});

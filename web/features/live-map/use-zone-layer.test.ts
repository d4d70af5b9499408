import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countOnMap } from './use-zone-layer.ts';

const counted = (present: number, stale: number) => ({ present, probable: 1, stale, unknown: 1 });

test('a headcount on the map keeps those who fell silent apart and never shows nought for unknown', () => {
  assert.equal(countOnMap({ present: 4, probable: 0, stale: 0, unknown: 0 }, String), '4');
  assert.equal(countOnMap(counted(4, 1), String), '4 +3?');
  assert.equal(countOnMap(counted(0, 2), String), '0 +4?');
  assert.equal(countOnMap(undefined, String), '');
});

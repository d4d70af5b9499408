import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countOnMap } from './use-zone-layer.ts';

test('a headcount on the map keeps those who fell silent apart and never shows nought for unknown', () => {
  assert.equal(countOnMap({ present: 4, stale: 0 }, String), '4');
  assert.equal(countOnMap({ present: 4, stale: 1 }, String), '4 +1?');
  assert.equal(countOnMap({ present: 0, stale: 2 }, String), '0 +2?');
  assert.equal(countOnMap(undefined, String), '');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { tileAt, tileKey } from './map-tile.ts';

const keyAt = (latitude: number, longitude: number, zoom: number) => tileKey(tileAt({ latitude, longitude }, zoom));

test('finds the tiles of known places', () => {
  // https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames has Tokyo and its formula.
  assert.equal(keyAt(35.6590699, 139.7006793, 18), '18/232798/103246');
  assert.equal(keyAt(0, 0, 1), '1/1/1');
  assert.equal(keyAt(52.5, 13.4, 0), '0/0/0');
});

test('takes both sides of the antimeridian for neighbours, and 180 degrees for one meridian', () => {
  assert.deepEqual(
    [keyAt(1, 179.999_999, 3), keyAt(1, 180, 3), keyAt(1, -180, 3), keyAt(1, -179.999_999, 3)],
    ['3/7/3', '3/0/3', '3/0/3', '3/0/3'],
  );
});

test('puts the poles into the outermost tiles', () => {
  assert.deepEqual([keyAt(90, 0, 4), keyAt(-90, 0, 4)], ['4/8/0', '4/8/15']);
});

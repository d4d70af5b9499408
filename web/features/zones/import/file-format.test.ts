import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileFormat } from './file-format.ts';

test('a file is read by the ending of its name, in any case', () => {
  assert.equal(fileFormat('Yard.GeoJSON'), 'GEOJSON');
  assert.equal(fileFormat('plan.v2.kml'), 'KML');
  assert.equal(fileFormat('way.gpx'), 'GPX');
  assert.equal(fileFormat('picture.png'), null);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportFile } from './export-file.ts';

test('a file has the ending of its format, and a name that any system takes', () => {
  assert.deepEqual(exportFile('Zones Quay 2', 'GEOJSON'), {
    name: 'Zones Quay 2.geojson',
    type: 'application/geo+json',
  });
  assert.equal(exportFile('Zones A/B: "north"\n', 'KML').name, 'Zones A-B- -north-.kml');
  assert.equal(exportFile('Zonen', 'GPX').name, 'Zonen.gpx');
});

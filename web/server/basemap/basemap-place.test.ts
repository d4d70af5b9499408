import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { basemapPlace } from './basemap-place.ts';

const UNSET = { basemapFile: null, basemapUrl: null };

test('the file that was named is the place, else the data folder, where no address is set', () => {
  const named = basemapPlace({ ...UNSET, basemapFile: 'maps/coast.pmtiles' }, '/data');
  assert.deepEqual([named?.path, named?.named], [resolve('maps/coast.pmtiles'), true]);
  assert.equal(named?.called, 'TREKKER_WEB_BASEMAP_FILE "maps/coast.pmtiles"');
  const found = basemapPlace(UNSET, '/data');
  assert.deepEqual([found?.path, found?.named], ['/data/basemap.pmtiles', false]);
  assert.match(found?.called ?? '', /^basemap\.pmtiles of TREKKER_DATA_DIR, "\/data\/basemap\.pmtiles"/);
  assert.equal(basemapPlace({ ...UNSET, basemapUrl: 'https://t.example/' }, '/data'), null);
  assert.equal(basemapPlace(UNSET, undefined), null);
});

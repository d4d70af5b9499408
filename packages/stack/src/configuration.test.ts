import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readConfiguration } from './configuration.ts';

test('has the demo, whose devices need no door, where web and API stay on this machine', () => {
  const { stack, subgraphs } = readConfiguration({});
  assert.deepEqual([stack.demo, subgraphs.positions.openTenant], [true, 'demo']);
});

test('has neither the demo nor an open tenant where web and API are reachable from the network', () => {
  const { stack, subgraphs } = readConfiguration({ TREKKER_WEB_HOST: '0.0.0.0' });
  assert.deepEqual([stack.demo, subgraphs.positions.openTenant], [false, null]);
});

test('lets an operator open another tenant, or none', () => {
  const open = (TREKKER_POSITIONS_OPEN_TENANT: string) =>
    readConfiguration({ TREKKER_POSITIONS_OPEN_TENANT }).subgraphs.positions.openTenant;
  assert.equal(open('acme'), 'acme');
  assert.equal(open(''), null);
});

test('fails with the problems of every part at once', () => {
  const wrong = { TREKKER_LOG_LEVEL: 'loud', TREKKER_WEB_PORT: 'x', TREKKER_TENANCY_SESSION_MS: '1' };
  assert.throws(
    () => readConfiguration(wrong),
    (failure: Error) => Object.keys(wrong).every((name) => failure.message.includes(`\n  ${name} `)),
  );
});

test('refuses two basemaps and names both', () => {
  const both = { TREKKER_WEB_BASEMAP_URL: 'https://t.example/', TREKKER_WEB_BASEMAP_FILE: '/maps/coast.pmtiles' };
  const named = 'TREKKER_WEB_BASEMAP_URL "https://t.example/" and TREKKER_WEB_BASEMAP_FILE "/maps/coast.pmtiles"';
  assert.throws(
    () => readConfiguration(both),
    (failure: Error) => failure.message.includes(`${named} are both set`),
  );
  assert.equal(readConfiguration({ TREKKER_WEB_BASEMAP_FILE: 'a.pmtiles' }).web.basemapFile, 'a.pmtiles');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseCoding } from './content-coding.ts';

for (const [accepted, expected] of [
  [undefined, null],
  ['', null],
  ['identity', null],
  ['deflate, compress', null],
  ['gzip', 'gzip'],
  ['GZIP;Q=0.5', 'gzip'],
  ['gzip, deflate, br, zstd', 'zstd'],
  ['gzip, deflate, br', 'br'],
  ['gzip;q=1, br;q=0.9, zstd;q=0.8', 'gzip'],
  ['*', 'zstd'],
  ['*;q=0.5, zstd;q=0, gzip', 'gzip'],
  ['*;q=0', null],
  ['gzip;q=0', null],
  ['gzip;q=0.5, identity', null],
  ['gzip;q=0.5, identity;q=0.5', 'gzip'],
  ['gzip;q=nonsense', null],
] as const) {
  test(`chooses ${expected} for ${accepted}`, () => assert.equal(chooseCoding(accepted), expected));
}

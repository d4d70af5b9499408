import assert from 'node:assert/strict';
import { test } from 'node:test';

import { contentOf } from './region-content.ts';

const SAID = {
  event: 'enter',
  region: 'Gate',
  regionId: 'a1',
  latitudeE7: 525_000_000,
  longitudeE7: 134_000_000,
  accuracyCentimeters: 500,
} as const;

test('is the same 8 bytes for ever', () => {
  assert.equal(contentOf(SAID).toString('hex'), 'b37c74f4c4f4fbab');
});

test('changes with everything the device said', () => {
  const changes = [
    { event: 'leave' },
    { region: null },
    { regionId: null },
    { region: 'a1', regionId: 'Gate' },
    { latitudeE7: 0 },
    { longitudeE7: 0 },
    { accuracyCentimeters: null },
  ] as const;
  const all = changes.map((change) => contentOf({ ...SAID, ...change }).toString('hex'));
  assert.equal(new Set([...all, contentOf(SAID).toString('hex')]).size, changes.length + 1);
});

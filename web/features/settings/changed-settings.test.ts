import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedSettings } from './changed-settings.ts';

const SETTINGS = [
  { key: 'name', value: 'Petrel' },
  { key: 'brandColor', value: '#006699' },
];

test('only what was entered and differs is a change', () => {
  assert.deepEqual(changedSettings(SETTINGS, {}), []);
  assert.deepEqual(changedSettings(SETTINGS, { name: ' Petrel ' }), []);
  assert.deepEqual(changedSettings(SETTINGS, { name: 'Skua', other: 'x' }), [{ key: 'name', value: 'Skua' }]);
});

test('emptying a setting is a change', () => {
  assert.deepEqual(changedSettings(SETTINGS, { brandColor: '' }), [{ key: 'brandColor', value: '' }]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRefusal } from './create-engine.ts';

test('a refused token is told from other failures of Mapbox', () => {
  assert.ok(isRefusal({ message: 'Unauthorized', status: 401 }));
  assert.ok(isRefusal({ message: 'Forbidden', status: 403 }));
  assert.ok(isRefusal({ message: 'A valid Mapbox access token is required to use Mapbox GL JS.' }));
  assert.ok(!isRefusal({ message: 'Not Found', status: 404 }));
  assert.ok(!isRefusal({ message: 'Failed to fetch' }));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceSectionsFor } from './sections.ts';

test('nobody is led to a part of the devices that they may not see', () => {
  const names = deviceSectionsFor(['quarantine:read', 'positions:read']).map(({ name }) => name);
  assert.deepEqual(names, ['quarantine', 'messages', 'inspector', 'exports', 'keeping']);
  assert.deepEqual(deviceSectionsFor([]), []);
});

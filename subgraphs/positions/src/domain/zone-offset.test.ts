import assert from 'node:assert/strict';
import { test } from 'node:test';

import { zoneOffsetSeconds } from './zone-offset.ts';

test('says how far clocks of a zone are ahead of UTC, to the instant at which they change', () => {
  const change = Date.UTC(2026, 2, 29, 1);
  assert.equal(zoneOffsetSeconds('Europe/Berlin', change - 1), 3_600);
  assert.equal(zoneOffsetSeconds('Europe/Berlin', change), 7_200);
  assert.equal(zoneOffsetSeconds('Asia/Kolkata', change), 19_800);
  assert.equal(zoneOffsetSeconds('America/St_Johns', Date.UTC(2026, 0, 1)), -12_600);
  assert.equal(zoneOffsetSeconds('Etc/UTC', 999), 0);
});

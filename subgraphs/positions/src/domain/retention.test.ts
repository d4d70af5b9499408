import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DAY_MS } from './day.ts';
import { keptFrom } from './retention.ts';

const NOON = Date.UTC(2026, 4, 20, 12);

test('keeps whole days', () => {
  const setAt = NOON - 10 * DAY_MS;
  assert.equal(keptFrom({ days: 7, setAt }, NOON), Date.UTC(2026, 4, 13));
  assert.equal(keptFrom({ days: 7, setAt }, Date.UTC(2026, 4, 21) - 1), Date.UTC(2026, 4, 13));
  assert.equal(keptFrom({ days: 7, setAt }, Date.UTC(2026, 4, 21)), Date.UTC(2026, 4, 14));
});

test('deletes nothing for a day after it was set', () => {
  assert.equal(keptFrom({ days: 7, setAt: NOON - DAY_MS + 1 }, NOON), null);
  assert.equal(keptFrom({ days: 7, setAt: NOON - DAY_MS }, NOON), Date.UTC(2026, 4, 13));
});

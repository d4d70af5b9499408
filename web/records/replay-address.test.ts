import assert from 'node:assert/strict';
import { test } from 'node:test';

import { replayAddress } from './replay-address.ts';

const FROM = Date.parse('2026-11-15T23:00:00Z');
const DAY_MS = 86_400_000;

test('a day is replayed by its name, a week by its first and last instant', () => {
  assert.equal(
    replayAddress('person:p', { length: 'day', days: ['2026-11-16'], from: FROM, to: FROM + DAY_MS }),
    '/playback?who=person%3Ap&day=2026-11-16',
  );
  assert.equal(
    replayAddress('asset:a', { length: 'week', days: ['2026-11-16'], from: FROM, to: FROM + 7 * DAY_MS }),
    '/playback?who=asset%3Aa&from=2026-11-15T23%3A00%3A00.000Z&to=2026-11-22T23%3A00%3A00.000Z',
  );
});

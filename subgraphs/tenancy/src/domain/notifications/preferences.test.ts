import assert from 'node:assert/strict';
import { test } from 'node:test';

import { outcomeFor, quietHoursFor, TOLD_ALL, URGENT_KINDS, type Preferences } from './preferences.ts';

const NIGHT = { from: '22:00', to: '06:00', timeZone: 'Europe/Oslo' };
const preferences: Preferences = {
  leftOut: [{ kind: 'ENTERED', channels: ['EMAIL'] }],
  quietHours: NIGHT,
};

test('only what the user leaves out is left out, and nothing of who never said', () => {
  const sent = { outcome: 'SENT', kind: 'ENTERED', channel: 'EMAIL' } as const;
  assert.equal(outcomeFor(preferences, sent), 'LEFT_OUT');
  assert.equal(outcomeFor(preferences, { ...sent, channel: 'IN_APP' }), 'SENT');
  assert.equal(outcomeFor(preferences, { ...sent, kind: 'LEFT' }), 'SENT');
  assert.equal(outcomeFor(preferences, { ...sent, outcome: 'LATE' }), 'LATE');
  assert.equal(outcomeFor(undefined, sent), 'SENT');
  assert.equal(outcomeFor(TOLD_ALL, sent), 'SENT');
});

test('quiet hours hold back everything but musters and trials', () => {
  assert.deepEqual(quietHoursFor(preferences, 'ENTERED'), NIGHT);
  assert.deepEqual(quietHoursFor(preferences, 'LIMIT_EXCEEDED'), NIGHT);
  for (const kind of [...URGENT_KINDS, 'TEST'] as const) assert.equal(quietHoursFor(preferences, kind), null, kind);
  assert.equal(quietHoursFor(undefined, 'ENTERED'), null);
  assert.deepEqual(URGENT_KINDS, ['MUSTER_STARTED', 'MUSTER_PAUSED', 'MUSTER_RESUMED', 'MUSTER_ENDED']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { silentLogger } from '@trekker/kit';

import type { Telling } from '../actions/tell-connections.ts';
import { createTellings } from './tellings.ts';

function lost(tenantId: string, trackerId: string): Telling {
  const received = { messages: 0, bytes: 0 };
  return { kind: 'ended', tenantId, trackerId, connectionId: null, reason: 'LAST_WILL', received };
}

test('tells each thing once and in its order, also where that of another tenant cannot be told for a while', async () => {
  const told: string[] = [];
  let isAway = true;
  const tellings = createTellings(async (tenantId, some) => {
    if (tenantId === 'b' && isAway) throw new Error('away');
    told.push(...some.map(({ trackerId }) => `${tenantId}${trackerId}`));
  }, silentLogger);
  for (const trackerId of ['1', '2']) for (const tenantId of ['a', 'b', 'c']) tellings.add(lost(tenantId, trackerId));
  while (told.length < 4) await sleep(5);
  assert.deepEqual(told, ['a1', 'a2', 'c1', 'c2']);
  isAway = false;
  await tellings.stop();
  assert.deepEqual(told, ['a1', 'a2', 'c1', 'c2', 'b1', 'b2']);
});

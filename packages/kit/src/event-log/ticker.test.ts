import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Database } from '../database/database.ts';
import { SHARED } from './entry.ts';
import { newProgress } from './head-progress.ts';
import { Ticker } from './ticker.ts';

test('does not look again and again at a head that is due but cannot have its tick yet', async () => {
  const head = newProgress({ topic: 'late', tenantId: SHARED, partition: 0 }, { offset: 0, deadline: 1_000 });
  let looks = 0;
  const ticker = new Ticker({
    database: {} as Database,
    clock: { now: () => 5_000 },
    heads: () => {
      looks += 1;
      return [head];
    },
    isIdle: () => false,
    track: (work) => void work,
    longestWaitMs: 1_000,
  });
  ticker.schedule();
  await sleep(50);
  ticker.stop();
  assert.equal(looks, 1);
});

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { DAY_MS } from '../src/domain/day.ts';
import type { PlaceOfPositions } from './forget-endlessly.ts';
import { startRetention } from './retention-site.ts';

const DAYS = 24;
/** After how many steps of its own, and milliseconds, each process is killed. */
const KILLS = [
  { steps: 1, ms: 0 },
  { steps: 4, ms: 1 },
  { steps: 2, ms: 3 },
  { steps: 5, ms: 2 },
];

let site: Awaited<ReturnType<typeof startRetention>>;
before(async () => void (site = await startRetention()));
after(() => site[Symbol.asyncDispose]());

test('ends what was begun when the process that deletes is killed, and touches nothing else', async () => {
  const tenant = await site.tenant();
  const held = await tenant.tracker('held');
  for (let daysAgo = 31; daysAgo < 31 + DAYS; daysAgo += 1) await tenant.report(daysAgo);
  await tenant.report(40, { identifier: 'held' });
  await tenant.report(5);
  await site.settled();
  await site.pack();
  await tenant.hold({ trackerId: held });
  await tenant.keep(30);
  await site.settled();
  const left: number[] = [];
  for (const { steps, ms } of KILLS) {
    await using deleting = startDeleting(steps);
    await deleting.far;
    await sleep(ms);
    deleting.kill();
    await deleting.ended;
    left.push((await tenant.rows())['packed_days'] ?? 0);
  }
  assert.ok(
    left.every((days) => days > 2 && days < DAYS + 2),
    `each was killed in the midst, days left: ${left.join(', ')}`,
  );
  await site.forget();
  const since = site.keptSince(30);
  const { packed_days: packed, history } = await tenant.rows();
  assert.deepEqual({ packed, history }, { packed: 2, history: 0 });
  const rows = await site.postgres.admin<{ tracker: string }[]>`
    select tracker_id as tracker from positions.packed_days
    where tenant_id = ${tenant.tenantId} and first_recorded_at < ${since}`;
  assert.deepEqual([...rows], [{ tracker: held }]);
  const { data } = await tenant.read('{ positionRetention { keptSince deletedAt } }');
  assert.equal(Date.parse(data.positionRetention.keptSince), since);
  assert.ok(data.positionRetention.deletedAt);
});

test('deletes nothing as long as a hold may have been placed that is not known yet', async () => {
  const tenant = await site.tenant();
  await tenant.report(40);
  await tenant.keep(30);
  await site.settled();
  await site.positions.stop();
  await tenant.hold({ trackerId: tenant.trackerId });
  await assert.rejects(site.forget({ patienceMs: 200 }), /1 tenants' positions were not deleted/);
  assert.equal((await tenant.rows())['history'], 4);
});

/** A process that deletes; `far`: it has done so many steps. */
function startDeleting(steps: number) {
  const { address, secretText } = site.postgres;
  const place: PlaceOfPositions = { address, secretText, aheadMs: 2 * DAY_MS };
  const script = join(import.meta.dirname, 'forget-endlessly.ts');
  const child = spawn(process.execPath, [script, JSON.stringify(place)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const { promise: far, resolve } = Promise.withResolvers<void>();
  let done = 0;
  createInterface({ input: child.stdout }).on('line', () => {
    if (++done === steps) resolve();
  });
  const kill = () => void child.kill('SIGKILL');
  return {
    far,
    ended,
    kill,
    async [Symbol.asyncDispose]() {
      kill();
      await ended;
    },
  };
}

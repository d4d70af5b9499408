import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';

import { appendFew, areFew } from '../src/actions/append-few.ts';
import { DAY_MS } from '../src/domain/day.ts';
import { openHistory, position, type TestHistory } from './history-site.ts';

let history: TestHistory;
before(async () => void (history = await openHistory()));
after(() => history[Symbol.asyncDispose]());

const NOW = Date.now();

function newOnes(count: number, { tenantId = uuidv7(), recordedAt = NOW } = {}) {
  const trackerId = uuidv7();
  return Array.from({ length: count }, (_, index) =>
    position({ tenantId, trackerId, recordedAt: recordedAt + index * 1_000 }),
  );
}

async function written() {
  const [row] = await history.postgres.admin<{ rows: number; entries: number; at: number }[]>`
    select (select count(*)::int from positions.history) as rows,
      (select count(*)::int from log.entries where topic = 'positions') as entries,
      (select coalesce(sum(next_offset), 0)::int from log.heads where topic = 'positions') as at`;
  return row;
}

test('writes all of them where none is known, and nothing at all where one is', async () => {
  const first = newOnes(3);
  assert.equal(await appendFew(history.database, new Map([[2, first]])), true);
  assert.deepEqual(await written(), { rows: 3, entries: 1, at: 1 });
  const further = [...newOnes(2), ...first.slice(0, 1)];
  assert.equal(await appendFew(history.database, new Map([[2, further]])), false);
  assert.deepEqual(await written(), { rows: 3, entries: 1, at: 1 });
});

test('writes nothing of days that may be packed, whatever the clock of this process says', async () => {
  const before = await written();
  const old = newOnes(2, { recordedAt: NOW - 3 * DAY_MS });
  assert.equal(await appendFew(history.database, new Map([[5, old]])), false);
  assert.deepEqual(await written(), before);
});

test('gives the rows of several tenants the offsets of their entries', async () => {
  const tenants = [uuidv7(), uuidv7(), uuidv7()];
  const positions = tenants.flatMap((tenantId) => newOnes(2, { tenantId }));
  assert.equal(await appendFew(history.database, new Map([[7, positions]])), true);
  const rows = await history.postgres.admin<{ rows: number }[]>`
    select count(*)::int as rows from positions.history h join log.entries e
      on e.topic = 'positions' and e.partition = h.partition and e."offset" = h."offset"
      and e.subject_id = h.tenant_id and e.at = h.appended_at
    where h.partition = 7`;
  assert.deepEqual([...rows], [{ rows: 6 }]);
});

test('takes whatever number and text a device may send', async () => {
  const [row] = newOnes(1);
  assert.ok(row);
  const strange = { tiny: 5e-324, huge: 1e308, text: 'x'.repeat(20_000), 'a"b\\': `'$1;--` };
  assert.equal(
    await appendFew(history.database, new Map([[9, [{ ...row, batteryPercent: 5e-324, attributes: strange }]]])),
    true,
  );
  const stored = await history.postgres.admin<{ battery: number; tiny: number }[]>`
    select battery_percent as battery, (attributes->>'tiny')::float8 as tiny from positions.history where partition = 9`;
  assert.deepEqual([...stored], [{ battery: 0, tiny: 5e-324 }]);
});

test('few are at most 300 of at most 24 tenants, of the day around now', () => {
  const few = (positions: ReturnType<typeof newOnes>) => areFew(new Map([[0, positions]]), NOW);
  assert.equal(few(newOnes(300)), true);
  assert.equal(few(newOnes(301)), false);
  const ofTenants = (count: number) => Array.from({ length: count }, () => newOnes(1)).flat();
  assert.equal(few(ofTenants(24)), true);
  assert.equal(few(ofTenants(25)), false);
  assert.equal(few(newOnes(1, { recordedAt: NOW - DAY_MS - 1 })), false);
  assert.equal(few(newOnes(1, { recordedAt: NOW + DAY_MS + 1 })), false);
});

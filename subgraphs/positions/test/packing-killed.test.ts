import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { uuidv7 } from '@trekker/kit';

import { eachSection } from '../src/db/history.ts';
import { DAY_MS } from '../src/domain/day.ts';
import { keyOf, type NewPosition } from '../src/domain/new-position.ts';
import type { PlaceOfHistory } from './pack-endlessly.ts';
import { CLOSED_MS, openHistory, position, type TestHistory } from './history-site.ts';

const KILLS = 12;
const TRACKERS = 12;

test('loses and repeats nothing when the process that packs is killed', { timeout: 180_000 }, async () => {
  await using history = await openHistory();
  const trackers = Array.from({ length: TRACKERS }, () => uuidv7());
  const all: NewPosition[] = [];
  for (let round = 0; round < KILLS; round += 1) {
    // A day with a partition, one without, and what comes to the days of the rounds before.
    const day = CLOSED_MS - 2 * round * DAY_MS;
    await history.partition(day);
    const added = [day, day + DAY_MS, CLOSED_MS - round * DAY_MS].flatMap((from, which) =>
      trackers.flatMap((trackerId) =>
        Array.from({ length: 30 }, (_, index) =>
          position({
            tenantId: history.tenantId,
            trackerId,
            recordedAt: from + (index * 100 + round * 3 + which) * 1_000,
          }),
        ),
      ),
    );
    const known = new Set(all.map((one) => keyOf(history.tenantId, one.record)));
    await using packer = startPacking(history);
    await packer.begun;
    const appending = history.append(added);
    await sleep(round * 40);
    packer.kill();
    const told = await appending;
    const news = added.filter((one) => !known.has(keyOf(history.tenantId, one.record)));
    assert.deepEqual(told, new Set(news.map((one) => keyOf(history.tenantId, one.record))));
    assert.equal((await history.append(added)).size, 0);
    all.push(...news);
    assert.deepEqual((await read(history, trackers)).toSorted(), keysOf(history, all));
  }
  await history.pack();
  assert.deepEqual((await read(history, trackers)).toSorted(), keysOf(history, all));
  assert.deepEqual(
    (await history.logged()).map((key) => `${history.tenantId}/${key}`).toSorted(),
    keysOf(history, all),
  );
  const { rows, packed } = await history.places();
  assert.deepEqual({ rows, packed }, { rows: 0, packed: all.length });
});

function startPacking({ postgres: { address, secretText } }: TestHistory) {
  const script = join(import.meta.dirname, 'pack-endlessly.ts');
  const place: PlaceOfHistory = { address, secretText };
  const child = spawn(process.execPath, [script, JSON.stringify(place)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const kill = () => void child.kill('SIGKILL');
  return {
    begun: once(child.stdout, 'data'),
    kill,
    async [Symbol.asyncDispose]() {
      kill();
      await ended;
    },
  };
}

const keysOf = ({ tenantId }: TestHistory, positions: readonly NewPosition[]) =>
  positions.map((one) => keyOf(tenantId, one.record)).toSorted();

async function read({ database, tenantId }: TestHistory, trackers: readonly string[]): Promise<string[]> {
  const { result } = await database.withTenant(
    tenantId,
    async (tx) => {
      const keys: string[] = [];
      for (const trackerId of trackers) {
        for await (const { path, row } of eachSection(tx, { trackerId, from: 0, to: Date.now() })) {
          for (let index = 0; index < path.count; index += 1) {
            const { recorded_at: recordedAt, dedupe } = row(index);
            keys.push(keyOf(tenantId, { trackerId, recordedAt, dedupe: dedupe.readBigUInt64BE(0) }));
          }
        }
      }
      return keys;
    },
    { mode: 'snapshot' },
  );
  return result;
}

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { silentLogger } from '@trekker/kit';
import { createPopulation, createSite, dutyAt, recordedFixes, type SendBatch } from '@trekker/simulator';

import { catchUp, type CatchUp } from './catch-up.ts';
import { openProgressFile } from './progress-file.ts';

const NOW = Date.UTC(2026, 10, 18, 11);
const SINCE = Date.UTC(2026, 10, 16);
const { people } = createPopulation(createSite(7), { seed: 7, people: 4 });

/** A server that remembers what it took, and whose file the progress is kept in. */
async function server(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'trekker-catch-up-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const took: { identifier: string; recordedAt: number }[] = [];
  const caughtUp: string[] = [];
  const stop = new AbortController();
  const send: SendBatch = async (fixes) => {
    took.push(...fixes);
    return 'accepted';
  };
  const run = async (changes: Partial<CatchUp> = {}) => {
    const progress = await openProgressFile(join(folder, 'progress.json'));
    const onCaughtUp: CatchUp['onCaughtUp'] = ({ identifier }) => caughtUp.push(identifier);
    const clock = { now: () => NOW };
    const signal = stop.signal;
    await catchUp({
      movers: people,
      sinceMs: SINCE,
      send,
      progress,
      clock,
      log: silentLogger,
      signal,
      onCaughtUp,
      ...changes,
    });
    await progress.close();
  };
  return { took, caughtUp, stop, send, run };
}

const recorded = people.flatMap((person) => [...recordedFixes(person, { fromMs: SINCE, toMs: NOW, everyMs: 60_000 })]);
const key = ({ identifier, recordedAt }: { identifier: string; recordedAt: number }) => `${identifier} ${recordedAt}`;

test('uploads all that was recorded, each tracker in order, and then lets it report live', async (t) => {
  const { took, caughtUp, run } = await server(t);
  await run();
  assert.deepEqual(new Set(took.map(key)), new Set(recorded.map(key)));
  assert.equal(took.length, recorded.length);
  for (const { identifier } of people) {
    const times = took.filter((fix) => fix.identifier === identifier).map(({ recordedAt }) => recordedAt);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
  }
  assert.deepEqual(new Set(caughtUp), new Set(people.map(({ identifier }) => identifier)));
});

test('begins with those who are on duty now', async (t) => {
  const { caughtUp, run } = await server(t);
  await run();
  const onDuty = caughtUp
    .map((identifier) => people.find((person) => person.identifier === identifier))
    .map((person) => person && dutyAt(person, NOW) !== null);
  assert.ok(onDuty.includes(true) && onDuty.includes(false));
  assert.deepEqual(
    onDuty,
    onDuty.toSorted((a, b) => Number(b) - Number(a)),
  );
});

test('goes on where it was interrupted, and sends nothing twice', async (t) => {
  const { took, caughtUp, stop, send, run } = await server(t);
  let batches = 0;
  const cut: SendBatch = async (fixes, signal) => {
    batches++;
    if (batches === 3) stop.abort();
    return batches < 3 ? send(fixes, signal) : 'retry';
  };
  await run({ send: cut });
  const done = caughtUp.length;
  assert.ok(done < people.length && took.length < recorded.length);
  await run({ signal: new AbortController().signal });
  assert.deepEqual(took.map(key).toSorted(), recorded.map(key).toSorted());
});

test('leaves out what is older than wanted', async (t) => {
  const { took, run } = await server(t);
  await run({ sinceMs: NOW - 3_600_000 });
  assert.ok(took.length > 0 && took.every(({ recordedAt }) => recordedAt >= NOW - 3_600_000));
});

test('uploads what was recorded while it took its time', async (t) => {
  const { took, send, run } = await server(t);
  let now = NOW;
  const slow: SendBatch = async (fixes, signal) => {
    now += took.length === 0 ? 600_000 : 1_000;
    return send(fixes, signal);
  };
  const [person] = people;
  assert.ok(person);
  await run({ movers: [person], send: slow, clock: { now: () => now }, sinceMs: NOW - 3_600_000 * 3 });
  assert.ok(took.length > 0);
  assert.ok(now - (took.at(-1)?.recordedAt ?? 0) <= 61_000 + 1_000, 'up to the last minute');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Database } from '@trekker/kit';

import { createDeviceAttempts } from './device-attempts.ts';

/** Attempts over a database that only counts what it is asked to write, at a time that stands still. */
function attempts() {
  let [now, noted, tidied] = [0, 0, 0];
  const sql = (parts: TemplateStringsArray) => {
    if (parts.join('').includes('delete')) tidied += 1;
    else noted += 1;
    return Promise.resolve([]);
  };
  const database = { withConsumer: (work: (tx: unknown) => unknown) => work({ sql }) } as unknown as Database;
  const { note } = createDeviceAttempts({ database, clock: { now: () => now } });
  return {
    note: (device: number, remoteAddress: string) =>
      note({ identifier: `device-${device}`, protocol: 'gt06', remoteAddress }),
    counts: () => ({ noted, tidied }),
    pass: (ms: number) => void (now += ms),
  };
}

test('a device is noted once and then twelve times a minute', async () => {
  const { note, counts, pass } = attempts();
  for (let tries = 0; tries < 9; tries += 1) await note(1, '192.0.2.1');
  assert.equal(counts().noted, 1);
  pass(5_000);
  for (let tries = 0; tries < 9; tries += 1) await note(1, '192.0.2.1');
  assert.equal(counts().noted, 2);
});

test('of an address sixty are noted at once, of all three hundred', async () => {
  const { note, counts } = attempts();
  for (let device = 0; device < 70; device += 1) await note(device, '192.0.2.1');
  assert.equal(counts().noted, 60);
  for (let device = 100; device < 500; device += 1) await note(device, `192.0.${device % 200}.7`);
  assert.equal(counts().noted, 300);
});

test('those beyond what is remembered are looked for after each hundred', async () => {
  const { note, counts } = attempts();
  for (let device = 0; device < 250; device += 1) await note(device, `192.0.${device}.7`);
  assert.deepEqual(counts(), { noted: 250, tidied: 2 });
});

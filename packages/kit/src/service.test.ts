import assert from 'node:assert/strict';
import { test } from 'node:test';

import { defineService, serviceGroup, type Service } from './service.ts';

function recording(calls: string[]) {
  return (name: string, { fails = false }: { fails?: boolean } = {}): Service =>
    defineService({
      name,
      async start() {
        calls.push(`start ${name}`);
        if (fails) throw new Error(`${name} is broken`);
      },
      drain: async () => void calls.push(`drain ${name}`),
      stop: async () => void calls.push(`stop ${name}`),
      ready: async () => (name === 'slow' ? 'still warming up' : null),
    });
}

test('starts in order, drains and stops in the opposite one, each service once', async () => {
  const calls: string[] = [];
  const make = recording(calls);
  const group = serviceGroup('all', [make('a'), make('b')]);
  await group.start();
  await group.drain?.();
  await group.stop();
  await group.stop();
  assert.deepEqual(calls, ['start a', 'start b', 'drain b', 'drain a', 'stop b', 'stop a']);
});

test('stops what had started when a service fails, the failed one included, and names it', async () => {
  const calls: string[] = [];
  const make = recording(calls);
  const group = serviceGroup('all', [make('a'), make('b', { fails: true }), make('c')]);
  await assert.rejects(
    group.start(),
    (failure: Error) => failure.message === 'b did not start' && /b is broken/.test(String(failure.cause)),
  );
  assert.deepEqual(calls, ['start a', 'start b', 'stop b', 'stop a']);
});

test('is ready when all are, and says who is not and why', async () => {
  const make = recording([]);
  const group = serviceGroup('all', [make('a'), make('slow')]);
  await group.start();
  assert.equal(await group.ready?.(), 'slow: still warming up');
  await group.stop();
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EventQueue } from './event-queue.ts';

describe('a queue of events', () => {
  const create = (most = 10) => {
    const left = { times: 0 };
    return { left, queue: new EventQueue<number>(most, () => void (left.times += 1)) };
  };

  test('gives all that came in order, and then its end', async () => {
    const { queue, left } = create();
    queue.push(1);
    queue.push(2);
    queue.finish(null);
    queue.push(3);
    assert.deepEqual(await Array.fromAsync(queue), [1, 2]);
    assert.equal(left.times, 0);
  });

  test('wakes whoever waits, with an event, the end or a failure', async () => {
    const { queue } = create();
    const waiting = queue.next();
    queue.push(7);
    assert.deepEqual(await waiting, { done: false, value: 7 });
    const failing = queue.next();
    queue.finish(new Error('gone'));
    await assert.rejects(failing, /gone/u);
    await assert.rejects(queue.next(), /gone/u);
  });

  test('fails behind what came before the failure', async () => {
    const { queue } = create();
    queue.push(1);
    queue.finish(new Error('gone'));
    assert.deepEqual(await queue.next(), { done: false, value: 1 });
    await assert.rejects(queue.next(), /gone/u);
  });

  test('lets go once when its reader leaves, also while that waits', async () => {
    const { queue, left } = create();
    const waiting = queue.next();
    await queue.return();
    await queue.return();
    assert.deepEqual(await waiting, { done: true, value: undefined });
    assert.equal(left.times, 1);
  });

  test('lets go and fails when more wait than may', async () => {
    const { queue, left } = create(2);
    for (const event of [1, 2, 3]) queue.push(event);
    assert.equal(left.times, 1);
    assert.deepEqual(await queue.next(), { done: false, value: 1 });
    await assert.rejects(Array.fromAsync(queue), /more than 2 events/u);
  });
});

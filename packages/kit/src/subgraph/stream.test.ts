import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createEventStream } from './stream.ts';

test('hands over events in order, those first that came before the reader', async () => {
  const stream = createEventStream<number>({ onEnd: () => {} });
  stream.push(1);
  stream.push(2);
  const seen = [await stream.next(), await stream.next()];
  const waiting = stream.next();
  stream.push(3);
  assert.deepEqual(
    [...seen, await waiting].map(({ value }) => value as number),
    [1, 2, 3],
  );
});

test('ends at once when the reader leaves, even while it waits, and lets go of its source once', async () => {
  let ends = 0;
  const stream = createEventStream<number>({ onEnd: () => void (ends += 1) });
  const waiting = stream.next();
  await stream.return?.();
  assert.equal((await waiting).done, true);
  stream.end();
  assert.deepEqual([ends, stream.push(1), (await stream.next()).done], [1, false, true]);
});

test('tells the reader of a failure instead of a normal end, whether or not it waits', async () => {
  const early = createEventStream<number>({ onEnd: () => {} });
  const waiting = early.next();
  early.end(new Error('the source broke'));
  await assert.rejects(waiting, /the source broke/);
  const late = createEventStream<number>({ onEnd: () => {} });
  late.end(new Error('the source broke'));
  await assert.rejects(late.next(), /the source broke/);
});

test('fails rather than grow without end when the reader falls behind', async () => {
  const stream = createEventStream<number>({ onEnd: () => {}, limit: 3 });
  const taken = [1, 2, 3, 4, 5].map((event) => stream.push(event));
  assert.deepEqual(taken, [true, true, true, false, false]);
  for (let index = 0; index < 4; index += 1) await stream.next();
  await assert.rejects(stream.next(), /more than 3 events behind/);
});

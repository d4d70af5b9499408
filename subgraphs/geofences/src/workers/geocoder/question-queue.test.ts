import assert from 'node:assert/strict';
import { test } from 'node:test';

import { silentLogger, systemClock } from '@trekker/kit';

import { createQuestionQueue } from './question-queue.ts';

test('lets a thousand questions wait and tells nothing of further ones', async () => {
  const first = Promise.withResolvers<number>();
  const log = silentLogger;
  const queue = createQuestionQueue({ answer: () => first.promise, perMinute: 60_000, clock: systemClock, log });
  const asked = Array.from({ length: 1_000 }, (_, question) => queue.ask(String(question), question));
  assert.equal(await queue.ask('one more', 1_000), undefined);
  const same = queue.ask('0', 0);
  first.resolve(7);
  assert.deepEqual([await asked[0], await same], [7, 7]);
  await queue.stop();
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MarkMusterInput } from '../../__generated__/graphql.ts';
import { MarkQueue, passingStorage, type MarkAnswer } from './mark-queue.ts';

const mark = (key: string): MarkMusterInput => ({
  musterId: 'm',
  personId: `of ${key}`,
  kind: 'SAFE',
  at: '2026-03-01T12:00:00.000Z',
  idempotencyKey: key,
});
const keys = (queue: MarkQueue) => queue.marks().map(({ input }) => input.idempotencyKey);

/** A server that answers as told, and what it was sent. */
function server(answers: readonly MarkAnswer[]) {
  const sent: string[] = [];
  const send = (input: MarkMusterInput) => {
    sent.push(input.idempotencyKey);
    return Promise.resolve(answers[sent.length - 1] ?? 'kept');
  };
  return { sent, send };
}

test('marks wait in their order while nobody answers, and are sent once the network is back', async () => {
  const queue = new MarkQueue(passingStorage(), 'u');
  for (const key of ['a', 'b']) queue.add(mark(key), key);
  const silent = server(['unanswered']);
  await queue.flush(silent.send);
  assert.deepEqual([silent.sent, keys(queue)], [['a'], ['a', 'b']]);
  const awake = server([]);
  await queue.flush(awake.send);
  assert.deepEqual([awake.sent, keys(queue)], [['a', 'b'], []]);
});

test('a mark whose answer was lost is sent again as it was: same key, same time', async () => {
  const queue = new MarkQueue(passingStorage(), 'u');
  queue.add(mark('a'), 'A');
  const inputs: MarkMusterInput[] = [];
  for (const answer of ['unanswered', 'kept'] as const) {
    await queue.flush((input) => {
      inputs.push(input);
      return Promise.resolve(answer);
    });
  }
  assert.deepEqual(inputs, [mark('a'), mark('a')]);
});

test('a reload loses nothing, and what another tab added is sent as well', async () => {
  const storage = passingStorage();
  const before = new MarkQueue(storage, 'u');
  before.add(mark('a'), 'A');
  const after = new MarkQueue(storage, 'u');
  assert.deepEqual(keys(after), ['a']);
  before.add(mark('b'), 'B');
  after.add(mark('c'), 'C');
  assert.deepEqual(keys(before), ['a', 'b', 'c']);
  await after.flush(server([]).send);
  assert.deepEqual(keys(before), []);
});

test('a mark that is made while others are sent is sent behind them, and none twice', async () => {
  const queue = new MarkQueue(passingStorage(), 'u');
  queue.add(mark('a'), 'A');
  const sent: string[] = [];
  const send = async (input: MarkMusterInput): Promise<MarkAnswer> => {
    sent.push(input.idempotencyKey);
    if (sent.length === 1) {
      queue.add(mark('b'), 'B');
      await queue.flush(send);
    }
    return 'kept';
  };
  await queue.flush(send);
  assert.deepEqual([sent, keys(queue)], [['a', 'b'], []]);
});

test('a refusal holds up nobody behind it, and stays until it was read', async () => {
  const queue = new MarkQueue(passingStorage(), 'u');
  for (const key of ['a', 'b']) queue.add(mark(key), key);
  await queue.flush(server([{ problem: 'called off' }]).send);
  assert.deepEqual(
    queue.marks().map(({ input, problem }) => [input.idempotencyKey, problem]),
    [['a', 'called off']],
  );
  await queue.flush(() => assert.fail('nothing is left to send'));
  queue.dismiss('a');
  assert.deepEqual(keys(queue), []);
});

test('what waits cannot be dismissed, and nobody sends the marks of somebody else', () => {
  const storage = passingStorage();
  const queue = new MarkQueue(storage, 'u');
  queue.add(mark('a'), 'A');
  queue.dismiss('a');
  assert.deepEqual(keys(queue), ['a']);
  assert.deepEqual(keys(new MarkQueue(storage, 'other')), []);
});

test('what is no mark is none, whatever is kept', () => {
  const storage = passingStorage();
  for (const text of ['', '{', 'null', '{}', '[1, null, {"input":null}]']) {
    storage.setItem('trekker-marks-u', text);
    assert.deepEqual(new MarkQueue(storage, 'u').marks(), [], text);
  }
});

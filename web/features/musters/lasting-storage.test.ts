import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MarkMusterInput } from '../../__generated__/graphql.ts';
import { lastingStorage } from './lasting-storage.ts';
import { MarkQueue, passingStorage, type MarkStorage } from './mark-queue.ts';

const mark = (key: string): MarkMusterInput => ({ musterId: 'm', personId: 'p', kind: 'SAFE', idempotencyKey: key });

/** A browser's storage that takes texts up to a length only. */
function fullStorage(longest: number): MarkStorage {
  const { getItem, setItem } = passingStorage();
  return {
    getItem,
    setItem(key, text) {
      if (text.length > longest) throw new DOMException('the quota is exceeded', 'QuotaExceededError');
      setItem(key, text);
    },
  };
}

test('what the browser takes after it refused something longer is what is read, so that no mark is sent twice', async () => {
  const one = JSON.stringify([{ input: mark('a'), name: 'A', problem: null }]).length;
  const queue = new MarkQueue(
    lastingStorage(() => browser),
    'u',
  );
  const browser = fullStorage(one);
  for (const key of ['a', 'b']) queue.add(mark(key), key);
  const sent: string[] = [];
  await queue.flush(({ idempotencyKey }) => {
    sent.push(idempotencyKey);
    return Promise.resolve(sent.length > 4 ? 'unanswered' : 'kept');
  });
  assert.deepEqual(sent, ['a', 'b']);
  assert.deepEqual(queue.marks(), []);
});

test('what the browser refuses is kept as long as the page lasts', () => {
  const storage = lastingStorage(() => fullStorage(0));
  storage.setItem('key', 'text');
  assert.equal(storage.getItem('key'), 'text');
});

test('what the browser takes says nothing of what it refused under another key', () => {
  const browser = fullStorage(4);
  const storage = lastingStorage(() => browser);
  storage.setItem('a', 'longer');
  storage.setItem('b', 'text');
  assert.deepEqual([storage.getItem('a'), storage.getItem('b')], ['longer', 'text']);
});

test('a browser that gives no storage at all has an empty one', () => {
  const storage = lastingStorage(() => {
    throw new DOMException('access is denied', 'SecurityError');
  });
  assert.equal(storage.getItem('key'), null);
  storage.setItem('key', 'text');
  assert.equal(storage.getItem('key'), 'text');
});

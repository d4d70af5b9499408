import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forgetList, KEPT_LIST, keepList, type KeptList } from './kept-list.ts';

const LIST: KeptList = {
  title: 'Drill',
  summary: '1 missing',
  at: 5,
  people: [{ name: 'Anna', state: 'Missing', where: '', missing: true }],
};

/** A tab's storage that takes texts up to a length. */
function tabStorage(longest = Number.POSITIVE_INFINITY) {
  const kept = new Map<string, string>();
  return {
    kept,
    storage: () => ({
      setItem(key: string, text: string) {
        if (text.length > longest) throw new DOMException('the quota is exceeded', 'QuotaExceededError');
        kept.set(key, text);
      },
      removeItem: (key: string) => void kept.delete(key),
    }),
  };
}

test('the last list is kept until it is forgotten', () => {
  const { kept, storage } = tabStorage();
  keepList(LIST, storage);
  keepList({ ...LIST, at: 6 }, storage);
  assert.deepEqual(JSON.parse(kept.get(KEPT_LIST) ?? ''), { ...LIST, at: 6 });
  forgetList(storage);
  assert.equal(kept.size, 0);
});

test('a list that is too long leaves no older one in its place', () => {
  const { kept, storage } = tabStorage(JSON.stringify(LIST).length);
  keepList(LIST, storage);
  keepList({ ...LIST, title: 'A longer name' }, storage);
  assert.equal(kept.size, 0);
});

test('a browser that gives no storage is left alone', () => {
  const refused = () => {
    throw new DOMException('access is denied', 'SecurityError');
  };
  keepList(LIST, refused);
  forgetList(refused);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { searchWords } from './search-words.ts';

test('takes a search apart into words, each once', () => {
  assert.deepEqual(searchWords('  Ada   crane\tAda '), ['Ada', 'crane']);
  assert.deepEqual(searchWords(null), []);
  assert.deepEqual(searchWords('%_\\'), ['%_\\']);
});

test('refuses what is no search', () => {
  for (const search of ['', '   ', 'x'.repeat(101), 'a\0b', 'a b c d e f g h i']) {
    assert.throws(() => searchWords(search), { code: 'INVALID_INPUT', field: 'filter.search' });
  }
  assert.equal(searchWords('a b c d e f g h').length, 8);
});

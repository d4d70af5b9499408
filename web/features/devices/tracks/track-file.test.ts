import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trackFormat } from './track-file.ts';

test('a file is read by the ending of its name, in any case, and otherwise by its content', () => {
  assert.equal(trackFormat('Week.GPX'), 'GPX');
  assert.equal(trackFormat('way.v2.ndjson'), 'NDJSON');
  assert.equal(trackFormat('log.txt'), null);
});

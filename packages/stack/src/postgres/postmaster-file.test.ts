import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePostmasterFile } from './postmaster-file.ts';

test('the file of a server on a unix socket is read', () => {
  const text = '4711\n/data/postgres\n1766000000\n5432\n/tmp/trekker-1\n\n   123456         7\nready   \n';
  const expected = { pid: 4711, dataDir: '/data/postgres', port: 5432, socketPath: '/tmp/trekker-1', host: null };
  assert.deepEqual(parsePostmasterFile(text), expected);
});

test('the file of a server on loopback is read', () => {
  const parsed = parsePostmasterFile('4711\n/data\n1766000000\n15432\n\n127.0.0.1\n');
  assert.deepEqual([parsed?.socketPath, parsed?.host, parsed?.port], [null, '127.0.0.1', 15_432]);
});

for (const text of ['', '4711\n', 'x\n/data\n1\n5432\n', '-4711\n/data\n1\n5432\n']) {
  test(`a file that is not whole is no file: ${JSON.stringify(text)}`, () => {
    assert.equal(parsePostmasterFile(text), null);
  });
}

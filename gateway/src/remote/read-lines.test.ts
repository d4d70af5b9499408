import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLines } from './read-lines.ts';

const read = async (chunks: readonly string[], limit?: number) => {
  const body = (async function* () {
    for (const chunk of chunks) yield Buffer.from(chunk, 'latin1');
  })();
  const values: unknown[] = [];
  for await (const value of readLines(body, limit)) values.push(value);
  return values;
};

test('puts lines together wherever they were cut, amid a character too', async () => {
  const text = Buffer.from('{"a":"ü"}\n\n[2]\n3\n').toString('latin1');
  assert.deepEqual(await read([text]), [{ a: 'ü' }, [2], 3]);
  assert.deepEqual(await read(text.split('')), [{ a: 'ü' }, [2], 3]);
});

test('fails for a line that broke off, is no JSON or never ends', async () => {
  await assert.rejects(read(['1\n', '2']), /broke off/);
  await assert.rejects(read(['{\n']), SyntaxError);
  await assert.rejects(read(['1234', '5678'], 6), /more than 6 bytes/);
});

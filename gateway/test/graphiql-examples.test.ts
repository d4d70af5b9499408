import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { buildSchema, parse, validate } from 'graphql';
import { readExamples } from '../src/graphiql/examples.ts';

test('every saved example has a label of its own and is valid in the API', async () => {
  const sdl = await readFile(new URL('../../schema/__generated__/api.graphql', import.meta.url), 'utf8');
  const schema = buildSchema(sdl);
  const examples = await readExamples();
  assert.ok(examples.length >= 10);
  assert.equal(new Set(examples.map(({ label }) => label)).size, examples.length);
  for (const { label, query } of examples) {
    assert.match(label, /^[A-Z]/u);
    assert.deepEqual(
      validate(schema, parse(query)).map(({ message }) => `${label}: ${message}`),
      [],
    );
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDocRefs } from './check-doc-refs.ts';
import { temporaryRepository } from './testing/temporary-repository.ts';

const SOUND = {
  'README.md':
    '# Sample\n\nSee [guide](docs/guide.md#first-steps), [web](https://example.invalid) and `scripts/run.ts`.\n',
  'docs/guide.md': '## First steps\n\nBack to [start](../README.md). Set `TREKKER_PORT`.\n',
  'scripts/run.ts': '',
  'gateway/src/config.ts': "export const gatewayOptions = { port: { env: 'TREKKER_PORT' } };",
};

test('documents whose references all exist give no problem', async () => {
  await using repository = await temporaryRepository(SOUND);
  assert.deepEqual(await checkDocRefs(repository.root), []);
});

test('a link to a file or heading that does not exist is a problem', async () => {
  await using repository = await temporaryRepository({
    ...SOUND,
    'docs/broken.md': '[a](../docs/gone.md) [b](guide.md#last-steps) [c](#nowhere)\n',
  });
  assert.deepEqual(await checkDocRefs(repository.root), [
    'docs/broken.md links to ../docs/gone.md, which does not exist',
    'docs/broken.md links to guide.md#last-steps, but docs/guide.md has no such heading',
    'docs/broken.md links to #nowhere, but docs/broken.md has no such heading',
  ]);
});

test('a back-ticked path of the repository must exist, patterns must match something', async () => {
  await using repository = await temporaryRepository({
    ...SOUND,
    'NOTES.md':
      'Read `scripts/run.ts`, `scripts/*.ts`, `scripts/walk.ts`, `docs/*.svg`, `application/json`, `subgraphs/<name>`.\n',
  });
  assert.deepEqual(await checkDocRefs(repository.root), [
    'NOTES.md speaks of `scripts/walk.ts`, which does not exist',
    'NOTES.md speaks of `docs/*.svg`, which does not exist',
  ]);
});

test('fenced blocks may show paths and links that do not exist', async () => {
  await using repository = await temporaryRepository({
    ...SOUND,
    'NOTES.md': '```\n`scripts/walk.ts` [a](gone.md)\n```\n',
  });
  assert.deepEqual(await checkDocRefs(repository.root), []);
});

test('an option no config.ts declares is a problem, in documents and in the schema', async () => {
  await using repository = await temporaryRepository({
    ...SOUND,
    'NOTES.md': 'Set `TREKKER_PROT`, `TREKKER_PORT` or any `TREKKER_…`.\n',
    'schema/positions.graphql': '"At most `TREKKER_LIMIT`." scalar Count\n',
  });
  assert.deepEqual(await checkDocRefs(repository.root), [
    'NOTES.md speaks of TREKKER_PROT, which no config.ts declares',
    'schema/positions.graphql speaks of TREKKER_LIMIT, which no config.ts declares',
  ]);
});

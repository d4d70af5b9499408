import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { CONFIGURATION, updateConfigurationDocument } from './config-docs.ts';
import { temporaryRepository } from './testing/temporary-repository.ts';

const PORT = "{ env: 'TREKKER_PORT', type: { describes: 'a | b' }, default: 4000, doc: 'Where the gateway listens.' }";
const KEY = "{ env: 'TREKKER_KEY', type: { describes: 'text' }, default: 'abc', doc: 'Signs tokens.', secret: true }";
const FILES = {
  [CONFIGURATION]: '',
  'gateway/src/config.ts': `export const gatewayOptions = { port: ${PORT} };`,
  'subgraphs/tenancy/src/config.ts': `export const tenancyOptions = { port: ${PORT}, key: ${KEY} };`,
};

test('the document lists the options of each service and hides secrets', async () => {
  await using repository = await temporaryRepository(FILES);
  assert.equal(await updateConfigurationDocument(repository.root, { write: true }), true);
  const text = await readFile(join(repository.root, CONFIGURATION), 'utf8');
  const tables = text.split('\n').filter((line) => line.startsWith('## ') || line.startsWith('| `'));
  assert.deepEqual(tables, [
    '## gateway',
    '| `TREKKER_PORT` | a \\| b | `4000` | Where the gateway listens. |',
    '## subgraphs/tenancy',
    '| `TREKKER_PORT` | a \\| b | `4000` | Where the gateway listens. |',
    '| `TREKKER_KEY` | text | secret | Signs tokens. |',
  ]);
});

test('the document is stale until it is written again', async () => {
  await using repository = await temporaryRepository(FILES);
  assert.equal(await updateConfigurationDocument(repository.root, { write: false }), true);
  await updateConfigurationDocument(repository.root, { write: true });
  assert.equal(await updateConfigurationDocument(repository.root, { write: false }), false);
});

test('one option with two defaults is refused', async () => {
  await using repository = await temporaryRepository({
    ...FILES,
    'subgraphs/trackers/src/config.ts': `export const trackersOptions = { port: ${PORT.replace('4000', '4001')} };`,
  });
  await assert.rejects(
    updateConfigurationDocument(repository.root, { write: false }),
    /^Error: TREKKER_PORT differs between subgraphs\/tenancy\S+ and subgraphs\/trackers/,
  );
});

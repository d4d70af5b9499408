import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import { formatDocument } from '@urql/core';
import { parse, type DocumentNode } from 'graphql';
import { TRACKERS } from '../live/documents.graphql.ts';
import { nameDocument } from './named-document.ts';

suite('nameDocument', () => {
  test('gives the id of the manifest, also once the cache has added types to the document', async () => {
    const manifest = JSON.parse(
      await readFile(new URL('../__generated__/persisted-documents.json', import.meta.url), 'utf8'),
    ) as Record<string, string>;
    for (const document of [TRACKERS, formatDocument(TRACKERS)] as DocumentNode[]) {
      const { operationName, extensions } = nameDocument(document);
      assert.equal(operationName, 'Trackers');
      assert.match(manifest[`sha256:${extensions.persistedQuery.sha256Hash}`] ?? '', /query Trackers.*__typename/);
    }
  });

  test('fails for a document that the manifest cannot know', () => {
    assert.throws(() => nameDocument(parse('query Other { __typename }')), /Other was not made by code generation/);
  });
});

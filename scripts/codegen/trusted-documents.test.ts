import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idOfDocument, trustedDocument } from './trusted-documents.ts';

const TEXT = 'query A { people { nodes { id ... on Person { name } } totalCount } viewer { __typename id } }';

test('a trusted document asks for the type of every object below the root, once', () => {
  assert.equal(
    trustedDocument(TEXT),
    'query A{people{nodes{id ...on Person{name __typename}__typename}totalCount __typename}viewer{__typename id}}',
  );
});

test('its id is its hash, whatever its layout', () => {
  assert.match(idOfDocument(TEXT), /^sha256:[0-9a-f]{64}$/u);
  assert.equal(idOfDocument(TEXT), idOfDocument(TEXT.replaceAll(' ', '\n  ')));
  assert.notEqual(idOfDocument(TEXT), idOfDocument(TEXT.replace('totalCount', '')));
});

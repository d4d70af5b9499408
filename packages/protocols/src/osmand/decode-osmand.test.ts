import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identifierOf } from '../identifier-of.ts';
import { decodeOsmAnd } from './decode-osmand.ts';

test('reads the body as a form only where the query is empty', () => {
  const body = 'id=body&lat=1&lon=2';
  assert.equal(identifierOf(decodeOsmAnd({ query: '', body })), 'body');
  assert.equal(identifierOf(decodeOsmAnd({ query: 'id=query&lat=1&lon=2', body })), 'query');
});

test('reads the body as JSON only where the content type says so', () => {
  const body = '{"device_id":"json","location":{"coords":{"latitude":1,"longitude":2}}}';
  for (const contentType of ['application/json', 'Application/JSON; charset=utf-8']) {
    assert.equal(identifierOf(decodeOsmAnd({ query: '', body, contentType })), 'json');
  }
  assert.equal(decodeOsmAnd({ query: '', body, contentType: 'text/plain' }).kind, 'malformed');
  assert.equal(decodeOsmAnd({ query: '', body }).kind, 'malformed');
});

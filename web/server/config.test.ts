import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webOptions } from './config.ts';

test('every option has its own environment variable of the web app and a sentence', () => {
  const options = Object.values(webOptions);
  assert.equal(new Set(options.map(({ env }) => env)).size, options.length);
  for (const { env, doc } of options) {
    assert.match(env, /^TREKKER_WEB_[A-Z_]+$/);
    assert.match(doc, /^[A-Z].*\.$/);
  }
});

test('values that make no sense are refused with the value', () => {
  assert.deepEqual(webOptions.port.type.parse('3000'), { value: 3000 });
  for (const text of ['65536', '-1', '3e3', 'x', ' '])
    assert.match(problemOf(webOptions.port.type.parse(text)), /must be/);
  assert.deepEqual(webOptions.trustProxy.type.parse('true'), { value: true });
  assert.match(problemOf(webOptions.trustProxy.type.parse('yes')), /"yes"/);
  assert.deepEqual(webOptions.deviceUrl.type.parse('https://d.example/'), { value: 'https://d.example' });
  for (const text of ['d.example', 'ftp://d']) assert.match(problemOf(webOptions.deviceUrl.type.parse(text)), /http/);
  const basemap = 'https://t.example/{theme}.json';
  assert.deepEqual(webOptions.basemapUrl.type.parse(basemap), { value: basemap });
  for (const text of ['style.json', 'file:///style.json', 'https://name:secret@t.example/'])
    assert.match(problemOf(webOptions.basemapUrl.type.parse(text)), /must be an http or https address without a user/);
});

function problemOf(result: { value: unknown } | { problem: string }): string {
  return 'problem' in result ? result.problem : '';
}

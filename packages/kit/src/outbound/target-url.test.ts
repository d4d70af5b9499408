import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseTargetUrl } from './target-url.ts';

test('an address is read as browsers read it, so that other ways of writing an IP address are seen through', () => {
  for (const text of [
    'https://0x7f.1/',
    'https://2130706433/',
    'https://127.1/',
    'https://１27.0.0.1./',
    'https://0177.0.0.1',
  ]) {
    const url = parseTargetUrl(text);
    assert.equal('host' in url && url.host, '127.0.0.1', text);
  }
  const six = parseTargetUrl('https://[::FFFF:127.0.0.1]:8443/a?b=c#d');
  assert.deepEqual(six, {
    href: 'https://[::ffff:7f00:1]:8443/a?b=c',
    isHttps: true,
    host: '::ffff:7f00:1',
    port: 8443,
    path: '/a?b=c',
  });
});

test('the dot at the end of a whole name is no part of it, so that names of the operator’s are told by it too', () => {
  const url = parseTargetUrl('https://Hooks.Internal./a');
  assert.equal('host' in url && url.host, 'hooks.internal');
});

test('what is no address of a web server is refused, and why is said', () => {
  for (const [text, reason] of [
    ['', /must be an address/],
    ['example.org/hook', /must be an address/],
    ['ftp://example.org', /must begin with https/],
    ['file:///etc/passwd', /must begin with https/],
    ['https://user:pass@example.org/', /no name and password/],
    [`https://example.org/${'x'.repeat(2_000)}`, /at most 2000/],
  ] as const) {
    const url = parseTargetUrl(text);
    assert.match('problem' in url ? url.problem : '', reason, text);
  }
});

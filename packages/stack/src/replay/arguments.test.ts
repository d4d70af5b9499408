import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readArguments, UsageError } from './arguments.ts';

const FILES = ['--positions', 'p.csv.gz', '--zones', 'sf=a.gz,sfo=b=c.gz', '--expected', 'e.csv.gz'];
const REMOTE = [...FILES, '--url', 'http://localhost:4000', '--token', 'door'];

test('files alone mean a product of its own, everything and the plain rules', () => {
  assert.deepEqual(readArguments(FILES, {}), {
    positions: 'p.csv.gz',
    zones: [
      { name: 'sf', path: 'a.gz' },
      { name: 'sfo', path: 'b=c.gz' },
    ],
    expected: 'e.csv.gz',
    limit: Number.POSITIVE_INFINITY,
    rules: 'plain',
    remote: null,
  });
});

test('limit and rules are taken', () => {
  const { limit, rules } = readArguments([...FILES, '--limit', '500', '--rules', 'default'], {});
  assert.deepEqual([limit, rules], [500, 'default']);
});

test('a running product is reached on port 5055 of its host unless said otherwise', () => {
  const { remote } = readArguments(REMOTE, { TREKKER_TOKEN: 'access' });
  assert.equal(remote?.devicesUrl.href, 'http://localhost:5055/');
  assert.equal(remote?.url.href, 'http://localhost:4000/');
  assert.equal(remote?.accessToken, 'access');
  assert.equal(remote?.ingestToken, 'door');
  const other = readArguments(REMOTE, { TREKKER_TOKEN: 'access', TREKKER_DEVICES_URL: 'http://10.0.0.1:7000/in' });
  assert.equal(other.remote?.devicesUrl.href, 'http://10.0.0.1:7000/in');
});

for (const [what, args, environment] of [
  ['--positions is missing', FILES.slice(2), {}],
  ['--zones is missing', ['--positions', 'p', '--expected', 'e'], {}],
  ['--expected is missing', FILES.slice(0, 4), {}],
  ['--zones must be <name>=<geojson.gz>, got b', [...FILES, '--zones', 'a=x,b'], {}],
  ['--limit must be a whole number above 0, got 0', [...FILES, '--limit', '0'], {}],
  ['--limit must be a whole number above 0, got 1e3', [...FILES, '--limit', '1e3'], {}],
  ['--rules must be plain or default, got both', [...FILES, '--rules', 'both'], {}],
  ['--token needs --url', [...FILES, '--token', 'x'], {}],
  ['--url needs --token', [...FILES, '--url', 'http://localhost:4000'], { TREKKER_TOKEN: 'access' }],
  ['--url needs TREKKER_TOKEN', REMOTE, {}],
  ['--url must be an address', [...REMOTE, '--url', 'localhost:4000'], { TREKKER_TOKEN: 'access' }],
  ['TREKKER_DEVICES_URL must be an address', REMOTE, { TREKKER_TOKEN: 'access', TREKKER_DEVICES_URL: '5055' }],
  ["Unknown option '--speed'", [...FILES, '--speed'], {}],
] as const) {
  test(`a call is refused when ${what}`, () => {
    assert.throws(
      () => readArguments(args, environment),
      (failure) => failure instanceof UsageError && failure.message.includes(what),
    );
  });
}

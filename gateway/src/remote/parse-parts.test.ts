import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parts } from './parse-parts.ts';

test('reads the addresses of each part', () => {
  const parsed = parts.parse('tenancy=http://a:1  positions=http://b:2,http://c:3');
  assert.ok('value' in parsed);
  const found = [...parsed.value].map(([name, urls]) => [name, urls.map((url) => url.host)]);
  assert.deepEqual(found, [
    ['tenancy', ['a:1']],
    ['positions', ['b:2', 'c:3']],
  ]);
});

for (const wrong of [
  'tenancy',
  'tenancy=',
  'tenancy=a:1',
  'Tenancy=http://a:1',
  'a=http://a:1 a=http://b:1',
  'a=http://a,',
]) {
  test(`refuses ${JSON.stringify(wrong)} and quotes what is wrong`, () => {
    const parsed = parts.parse(wrong);
    assert.ok('problem' in parsed && parsed.problem.includes('"'));
  });
}

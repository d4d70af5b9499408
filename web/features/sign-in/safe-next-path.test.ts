import assert from 'node:assert/strict';
import { test } from 'node:test';
import { safeNextPath } from './safe-next-path.ts';

test('a path of this site is where one goes on', () => {
  assert.equal(safeNextPath('/people?x=1'), '/people?x=1');
  assert.equal(safeNextPath('/map?show=person%3A1'), '/map?show=person%3A1');
});

test('whatever leads elsewhere, or in circles, leads to the overview', () => {
  const others = [
    undefined,
    '',
    'map',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/sign-in?next=/sign-in',
    ['/people', '/map'],
  ];
  for (const next of others) assert.equal(safeNextPath(next), '/', String(next));
});

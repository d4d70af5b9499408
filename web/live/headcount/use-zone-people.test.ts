import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presentThenLongest, type PersonInside } from './use-zone-people.ts';

test('people inside are listed by how long, those who fell silent after all who are present', () => {
  const inside = [person('new', 30), person('silent', 1, true), person('old', 10), person('b', 20), person('a', 20)];
  assert.deepEqual(
    inside.toSorted(presentThenLongest).map(({ id }) => id),
    ['old', 'a', 'b', 'new', 'silent'],
  );
});

function person(id: string, since: number, stale = false): PersonInside {
  return { id, name: id, since, stale };
}

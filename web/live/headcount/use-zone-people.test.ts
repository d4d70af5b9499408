import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presentThenLongest, type PersonInside } from './use-zone-people.ts';

test('people inside are listed by how long, those in doubt after all who are present, the most doubtful last', () => {
  const inside = [
    person('new', 30),
    person('silent', 1, 'STALE'),
    person('lost', 0, 'UNKNOWN'),
    person('doubt', 5, 'PROBABLE'),
    person('old', 10),
    person('b', 20),
    person('a', 20),
  ];
  assert.deepEqual(
    inside.toSorted(presentThenLongest).map(({ id }) => id),
    ['old', 'a', 'b', 'new', 'doubt', 'silent', 'lost'],
  );
});

function person(id: string, since: number, state: PersonInside['state'] = 'PRESENT'): PersonInside {
  return { id, name: id, since, state, stateSince: since, source: 'TRACKER' };
}

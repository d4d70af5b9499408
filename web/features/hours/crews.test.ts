import assert from 'node:assert/strict';
import { test } from 'node:test';

import { crewsOf, weekSum, type SummedPerson } from './crews.ts';

const HOUR = 3_600;
const TREE = [
  { id: 'north', path: ['North'] },
  { id: 'riggers', path: ['North', 'Riggers'] },
  { id: 'south', path: ['South'] },
];

function person(id: string, unit: string | null, hours: Record<string, number> = {}, more: Partial<SummedPerson> = {}) {
  const days = Object.entries(hours).map(([date, worked]) => ({
    date,
    workedSeconds: worked * HOUR,
    provisional: date === 'tue',
  }));
  const timesheet = {
    workedSeconds: days.reduce((sum, { workedSeconds }) => sum + workedSeconds, 0),
    provisional: days.some(({ provisional }) => provisional),
    days,
  };
  return {
    id,
    kind: 'EMPLOYEE' as const,
    unit: unit === null ? null : { id: unit, name: unit },
    timesheet,
    ...more,
  };
}

test('puts people under their own unit, in the order of the tree, and those of none last', () => {
  const people = [
    person('zoe', null),
    person('ann', 'south'),
    person('bob', 'riggers'),
    person('cy', 'new'),
    person('dee', 'north'),
    person('eve', 'riggers'),
  ];
  const crews = crewsOf(people, TREE);
  assert.deepEqual(
    crews.map(({ unitId, path, people: own }) => [unitId, path.join(' › '), own.map(({ id }) => id)]),
    [
      ['north', 'North', ['dee']],
      ['riggers', 'North › Riggers', ['bob', 'eve']],
      ['south', 'South', ['ann']],
      ['new', 'new', ['cy']],
      [null, '', ['zoe']],
    ],
  );
});

test('sums what a crew worked, by day and in all', () => {
  const sum = weekSum([
    person('ann', 'south', { mon: 8, tue: 4 }),
    person('bob', 'south', { mon: 6.5, tue: 0 }),
    person('cy', 'south', {}, { timesheet: null }),
  ]);
  assert.deepEqual([sum.workedSeconds, sum.people, sum.provisional], [18.5 * HOUR, 2, true]);
  assert.deepEqual(sum.days.get('mon'), { workedSeconds: 14.5 * HOUR, provisional: false, people: 2 });
  assert.deepEqual(sum.days.get('tue'), { workedSeconds: 4 * HOUR, provisional: true, people: 1 });
  assert.equal(sum.days.get('wed'), undefined);
});

test('leaves visitors out of what was worked', () => {
  const sum = weekSum([person('vic', 'south', { mon: 3 }, { kind: 'VISITOR' }), person('ann', 'south', { mon: 8 })]);
  assert.deepEqual([sum.workedSeconds, sum.people], [8 * HOUR, 1]);
});

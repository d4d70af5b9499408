import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { countByCompany, type Occupant, type UnitNode } from './companies.ts';

const UNITS: UnitNode[] = [
  unit('north', 'COMPANY', null),
  unit('yard', 'DEPARTMENT', 'north'),
  unit('riggers', 'CREW', 'yard'),
  unit('south', 'COMPANY', null),
  unit('guests', 'DEPARTMENT', null),
];

suite('countByCompany', () => {
  test('counts crews and departments under their company, most people first', () => {
    const people = [
      occupant('a', 'south'),
      occupant('b', 'riggers'),
      occupant('c', 'yard', true),
      occupant('d', 'north'),
    ];
    assert.deepEqual(countByCompany(people, UNITS), [
      { id: 'north', name: 'north', present: 2, stale: 1 },
      { id: 'south', name: 'south', present: 1, stale: 0 },
    ]);
  });

  test('takes the topmost unit where none is a company', () => {
    assert.deepEqual(
      countByCompany([occupant('a', 'guests')], UNITS).map(({ id }) => id),
      ['guests'],
    );
  });

  test('puts people without a unit, or of one the viewer may not see, last', () => {
    const people = [occupant('a', null), occupant('b', 'hidden'), occupant('c', 'south')];
    assert.deepEqual(countByCompany(people, UNITS), [
      { id: 'south', name: 'south', present: 1, stale: 0 },
      { id: null, name: null, present: 2, stale: 0 },
    ]);
  });
});

function unit(id: string, kind: UnitNode['kind'], parent: string | null): UnitNode {
  return { id, name: id, kind, parent: parent === null ? null : { id: parent } };
}

function occupant(id: string, unitId: string | null, stale = false): Occupant {
  return { stale, person: { id, name: id, lastHeardAt: null, unit: unitId === null ? null : { id: unitId } } };
}

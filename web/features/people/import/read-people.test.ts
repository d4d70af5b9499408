import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MOST_PEOPLE, readPeople } from './read-people.ts';

const UNITS = [
  { id: 'north', name: 'North', depth: 0, path: ['North'] },
  { id: 'crew-n', name: 'Crew', depth: 1, path: ['North', 'Crew'] },
  { id: 'south', name: 'South', depth: 0, path: ['South'] },
  { id: 'crew-s', name: 'Crew', depth: 1, path: ['South', 'Crew'] },
];

function rows(text: string, names: readonly string[] = []) {
  const read = readPeople(text, { units: UNITS, names: new Set(names) });
  assert.ok(read.kind === 'rows', read.kind);
  return read.rows;
}

test('columns may stand in any order, in either language, and only a name is needed', () => {
  const [kim, ada] = rows('Gewerk;Firma;NAME;Art\nRigger;north;Kim Vos;Fremdfirma\n;;Ada Lund;');
  assert.deepEqual(kim?.person, { name: 'Kim Vos', unitId: 'north', kind: 'CONTRACTOR', trade: 'Rigger', role: null });
  assert.deepEqual(ada?.person, { name: 'Ada Lund', unitId: null, kind: 'EMPLOYEE', trade: null, role: null });
});

test('a row that cannot be taken names line, field and value, and the others are taken', () => {
  const found = rows(
    `name,unit,kind,trade\n,North,,\nKim,Nowhere,,\nBo,,Ghost,\nMo,,Constructor,\nJo,,,${'x'.repeat(101)}\nAda,,,`,
  );
  assert.deepEqual(
    found.flatMap(({ line, problems }) =>
      problems.map(({ field, kind, value }) => [line, field, kind, value.slice(0, 9)]),
    ),
    [
      [2, 'name', 'missing', ''],
      [3, 'unit', 'unknown', 'Nowhere'],
      [4, 'kind', 'unknown', 'Ghost'],
      [5, 'kind', 'unknown', 'Construct'],
      [6, 'trade', 'too-long', 'xxxxxxxxx'],
    ],
  );
  assert.deepEqual(
    found.map(({ person }) => person?.name ?? null),
    [null, null, null, null, null, 'Ada'],
  );
});

test('lengths are counted in characters, as the API counts them', () => {
  assert.ok(rows(`name\n${'🦺'.repeat(100)}`)[0]?.person);
  assert.equal(rows(`name\n${'🦺'.repeat(101)}`)[0]?.person, null);
});

test('of units with one name the way tells which', () => {
  const [either, one] = rows('name,unit\nKim,Crew\nAda,South > crew');
  assert.equal(either?.problems[0]?.kind, 'ambiguous');
  assert.equal(one?.person?.unitId, 'crew-s');
});

test('whoever is there already, or twice in the file, is told of', () => {
  const found = rows('name\nKim\nADA\nkim\nBo', ['Ada']);
  assert.deepEqual(
    found.map(({ repeated }) => repeated),
    [false, true, true, false],
  );
});

test('a file without names, without people or with too many of them says so', () => {
  const kind = (text: string) => readPeople(text, { units: [], names: new Set() }).kind;
  assert.equal(kind(''), 'no-name-column');
  assert.equal(kind('trade\nRigger'), 'no-name-column');
  assert.equal(kind('name\n\n'), 'no-rows');
  assert.equal(kind(`name${'\nKim'.repeat(MOST_PEOPLE + 1)}`), 'too-many');
  assert.equal(kind('name\n"Kim'), 'open-quote');
});

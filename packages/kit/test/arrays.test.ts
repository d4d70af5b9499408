import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { testDatabase, type TestDatabase } from '../src/testing/index.ts';
import { sampleMigrations } from './sample.ts';

let postgres: TestDatabase;
before(async () => void (postgres = await testDatabase([sampleMigrations])));
after(() => postgres[Symbol.asyncDispose]());

const ID = '01900000-0000-7000-8000-00000000000a';

const CASES: readonly (readonly [type: string, elements: unknown[]])[] = [
  ['text', ['a', '', 'null', 'NULL', null, 'a "b" \\ {c}, d', 'two\nlines']],
  ['int', [1, -2, null]],
  [
    'smallint',
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ['bigint', [9_007_199_254_740_991, 0]],
  ['float8', [0.1, -1e300]],
  ['uuid', [ID, null]],
  ['timestamptz', [0, 1_795_308_431_837]],
  ['jsonb', [{ a: ['"', '\\', null] }, { b: 1 }]],
  ['text', []],
];

for (const [type, elements] of CASES) {
  test(`hands over ${elements.length} of ${type} and gets them back`, async () => {
    const [row] = await postgres.admin.unsafe(`select $1::${type}[] as back, cardinality($1::${type}[]) as count`, [
      elements as never,
    ]);
    assert.deepEqual(row, { back: elements, count: elements.flat().length });
  });
}

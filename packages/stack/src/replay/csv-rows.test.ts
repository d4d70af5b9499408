import assert from 'node:assert/strict';
import { test } from 'node:test';

import { csvRows } from './csv-rows.ts';

test('rows are read by the names of the heading, whatever the line ends', () => {
  const rows = [...csvRows('id,t\r\na,1\n\nb,2.5')];
  assert.deepEqual(
    rows.map((row) => [row.text('id'), row.number('t')]),
    [
      ['a', 1],
      ['b', 2.5],
    ],
  );
});

test('a column or number that is not there fails with its line', () => {
  const [row] = csvRows('id,t\na,\n');
  assert.throws(() => row?.text('lat'), /^Error: line 2 has no lat$/);
  assert.throws(() => row?.number('t'), /^Error: line 2: t must be a number, got $/);
  assert.throws(() => row?.number('id'), /^Error: line 2: id must be a number, got a$/);
});

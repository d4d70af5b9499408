import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCsv } from './parse-csv.ts';

const rows = (text: string) => {
  const parsed = parseCsv(text);
  return parsed.kind === 'records' ? parsed.records.map(({ line, values }) => [line, ...values]) : parsed;
};

test('values are read with their lines, whatever ends these', () => {
  assert.deepEqual(rows('name,trade\r\nKim Vos, Rigger \r\n\r\n,\r\nAda Lund,'), [
    [1, 'name', 'trade'],
    [2, 'Kim Vos', 'Rigger'],
    [5, 'Ada Lund', ''],
  ]);
  assert.deepEqual(rows('a\rb\n'), [
    [1, 'a'],
    [2, 'b'],
  ]);
});

test('what spreadsheets write is read: semicolons, tabs and the mark at the begin of the file', () => {
  assert.deepEqual(rows('\uFEFFName;Gewerk\nVos, Kim;Schweißer'), [
    [1, 'Name', 'Gewerk'],
    [2, 'Vos, Kim', 'Schweißer'],
  ]);
  assert.deepEqual(rows('name\ttrade\nKim\tRigger'), [
    [1, 'name', 'trade'],
    [2, 'Kim', 'Rigger'],
  ]);
});

test('quotes hold separators, breaks and quotes, and a record is told by its first line', () => {
  assert.deepEqual(rows('name,trade\n"Vos, ""Kim""","Rigger\nand more"\nAda,Cook'), [
    [1, 'name', 'trade'],
    [2, 'Vos, "Kim"', 'Rigger\nand more'],
    [4, 'Ada', 'Cook'],
  ]);
  assert.deepEqual(rows('name\n5" pipe'), [
    [1, 'name'],
    [2, '5" pipe'],
  ]);
});

test('a quote that never ends is told by the line it begins on', () => {
  assert.deepEqual(rows('name\nKim\n"Ada\nBo'), { kind: 'open-quote', line: 3 });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeBatch } from './decode-batch.ts';

const LIMIT = { maxPositions: 3 };
const POSITION = { tracker: 'a', time: 1_700_000_000_000, latitude: 60, longitude: 30 };
const line = JSON.stringify(POSITION);

function items(body: string) {
  const decoded = decodeBatch(body, LIMIT);
  assert.equal(decoded.kind, 'batch', JSON.stringify(decoded));
  return decoded.items;
}

function refusal(body: string) {
  const decoded = decodeBatch(body, LIMIT);
  assert.equal(decoded.kind, 'refused', JSON.stringify(decoded));
  return decoded.reason;
}

test('reads an envelope of positions in order', () => {
  const read = items(JSON.stringify({ positions: [POSITION, { ...POSITION, tracker: 'b' }] }, null, 2));
  assert.deepEqual(
    read.map(({ index, result }) => [index, result.kind, result.kind === 'fix' && result.fix.identifier]),
    [
      [0, 'fix', 'a'],
      [1, 'fix', 'b'],
    ],
  );
});

test('reads one position a line, with any line end, blank lines and a byte order mark', () => {
  assert.equal(items(line).length, 1);
  assert.equal(items(`\uFEFF${line}\r\n\r\n${line}\r\n`).length, 2);
  assert.equal(items(`\n${line}\n${line}\n${line}`).length, 3);
});

test('lets a broken line spoil only itself', () => {
  const read = items(`${line}\n{"tracker":\n${line}`);
  assert.deepEqual(
    read.map(({ result }) => result.kind),
    ['fix', 'malformed', 'fix'],
  );
  assert.deepEqual(read[1], {
    index: 1,
    result: {
      kind: 'malformed',
      identifier: null,
      problem: { field: 'position', value: '{"tracker":', expected: 'a JSON object' },
    },
  });
});

test('quotes in short what is nested deeper than it can be written', () => {
  const nested = '['.repeat(100_000) + ']'.repeat(100_000);
  const read = items(`{"positions":[${nested},{"tracker":{"a":${nested}}},${line}]}`);
  assert.deepEqual(
    read.map(({ result }) => (result.kind === 'malformed' ? result.problem.value : result.kind)),
    ['[…]', '{…}', 'fix'],
  );
});

test('lets a broken position spoil only itself', () => {
  const read = items(JSON.stringify({ positions: [5, POSITION, null] }));
  assert.deepEqual(
    read.map(({ result }) => result.kind),
    ['malformed', 'fix', 'malformed'],
  );
});

test('refuses a body that is not JSON as a whole', () => {
  for (const body of [
    '',
    ' ',
    'hello',
    '{"positions":[',
    `{"positions":[${line}`,
    `[${line}`,
    '{\n"positions": [\n{}\n',
  ]) {
    assert.equal(refusal(body), 'not-json', body);
  }
});

test('refuses JSON of another shape as a whole', () => {
  for (const body of ['[]', '5', 'null', '"a"', '{"positions":{}}', '{"positions":null}', `[${line}]`]) {
    assert.equal(refusal(body), 'not-positions', body);
  }
});

test('refuses more positions than allowed, in both forms', () => {
  const four = [POSITION, POSITION, POSITION, POSITION];
  assert.equal(refusal(JSON.stringify({ positions: four })), 'too-many');
  assert.equal(refusal(four.map((position) => JSON.stringify(position)).join('\n')), 'too-many');
  assert.equal(items(JSON.stringify({ positions: four.slice(1) })).length, 3);
});

test('reads an envelope behind a byte order mark', () => {
  assert.equal(items(`\uFEFF${JSON.stringify({ positions: [POSITION] })}`).length, 1);
});

test('reads an empty list', () => assert.deepEqual(items('{"positions":[]}'), []));

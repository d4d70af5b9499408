import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chainOf } from './further-pages.ts';

const FIRST = page(['a', 'b'], '2');
const PAGES = new Map([
  ['2', page(['c', 'd'], '4')],
  ['4', page(['e'], null)],
]);

test('a list goes on page by page as far as is wanted', () => {
  assert.deepEqual(namesOf(0), [['a', 'b'], [], true, '2']);
  assert.deepEqual(namesOf(1), [['a', 'b', 'c', 'd'], ['2'], true, '4']);
  assert.deepEqual(namesOf(9), [['a', 'b', 'c', 'd', 'e'], ['2', '4'], true, null]);
});

test('what is behind a page that is not there yet waits for it', () => {
  assert.deepEqual(namesOf(2, new Map([['4', page(['e'], null)]])), [['a', 'b'], ['2'], false, '2']);
});

test('who changed places between two answers is listed once', () => {
  assert.deepEqual(namesOf(1, new Map([['2', page(['b', 'c'], null)]])), [['a', 'b', 'c'], ['2'], true, null]);
});

function namesOf(count: number, pages = PAGES) {
  const { nodes, cursors, isWhole, behind } = chainOf(FIRST, pages, count);
  return [nodes.map(({ id }) => id), cursors, isWhole, behind];
}

function page(ids: readonly string[], endCursor: string | null) {
  return { nodes: ids.map((id) => ({ id })), pageInfo: { hasNextPage: endCursor !== null, endCursor } };
}

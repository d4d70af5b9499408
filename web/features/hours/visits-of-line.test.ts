import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visitsOfLine, type VisitsPage } from './visits-of-line.ts';

type Visit = { readonly id: string };

test('every visit of a line is found, on whatever page, and none that is not of the line', async () => {
  const { asked, ask } = pages([['a', 'x'], ['y', 'b'], ['c']]);
  const found = await visitsOfLine(new Set(['a', 'b', 'c']), ask);
  assert.deepEqual([...(found?.keys() ?? [])], ['a', 'b', 'c']);
  assert.deepEqual(asked, [null, '0', '1']);
});

test('no page is asked for once all visits were found', async () => {
  const { asked, ask } = pages([['a'], ['b'], ['c']]);
  await visitsOfLine(new Set(['a', 'b']), ask);
  assert.deepEqual(asked, [null, '0']);
});

test('visits that are no longer believed end the search with the last page', async () => {
  const { ask } = pages([['a'], []]);
  const found = await visitsOfLine(new Set(['a', 'gone']), ask);
  assert.deepEqual([...(found?.keys() ?? [])], ['a']);
});

test('a page that could not be had gives nothing: what was found would look like all', async () => {
  const { ask } = pages([['a'], null]);
  assert.equal(await visitsOfLine(new Set(['a', 'b']), ask), null);
});

/** The cursor of a page is its number. */
function pages(ids: readonly (readonly string[] | null)[]) {
  const asked: (string | null)[] = [];
  const ask = async (after: string | null): Promise<VisitsPage<Visit> | null> => {
    asked.push(after);
    const at = after === null ? 0 : Number(after) + 1;
    const nodes = ids[at]?.map((id) => ({ id }));
    return nodes ? { nodes, pageInfo: { hasNextPage: at < ids.length - 1, endCursor: String(at) } } : null;
  };
  return { asked, ask };
}

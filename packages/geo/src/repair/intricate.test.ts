import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isTooIntricate } from './intricate.ts';

/** So many edges one above the other, all as wide; none crosses another. */
function zigzag(edges: number) {
  return {
    vertices: Float64Array.from({ length: 2 * (edges + 1) }, (_, at) => (at % 2 ? (at - 1) / 2 : (at / 2) % 2)),
  };
}

test('so many edges side by side are too many to look at, whether or not any meet', () => {
  // Each is looked at with all before it: 20 million pairs are 6,325 edges.
  assert.equal(isTooIntricate([zigzag(6_000)]), false);
  assert.equal(isTooIntricate([zigzag(6_500)]), true);
});

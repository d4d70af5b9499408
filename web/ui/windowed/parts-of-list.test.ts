import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { partsOfList } from './parts-of-list.ts';
import { RowHeights } from './row-heights.ts';

const KEYS = Array.from({ length: 10_000 }, (_, index) => `row-${index}`);

function drawn({ top = 0, bottom = 300, kept = [] as number[], gap = 0, keys = KEYS, heights = new RowHeights(60) }) {
  const parts = partsOfList({ offsets: heights.offsets(keys, gap), gap, sight: { top, bottom }, kept });
  return parts.map((part) => (part.kind === 'row' ? part.index : `${part.height}px`));
}

suite('partsOfList', () => {
  test('draws the rows in sight and leaves room for thousands of others', () => {
    assert.deepEqual(drawn({}), [0, 1, 2, 3, 4, 5, `${9_994 * 60}px`]);
    assert.deepEqual(drawn({ top: 6_010, bottom: 6_130 }), ['6000px', 100, 101, 102, `${9_897 * 60}px`]);
    assert.deepEqual(drawn({ top: 599_950, bottom: 600_900 }), [`${9_999 * 60}px`, 9_999]);
  });

  test('keeps rows out of sight where they belong', () => {
    assert.deepEqual(drawn({ top: 6_000, bottom: 6_050, kept: [9_999, 0, 100, -1, 10_000] }), [
      0,
      `${99 * 60}px`,
      100,
      `${9_898 * 60}px`,
      9_999,
    ]);
  });

  test('a list takes the same room whatever is drawn of it, gaps between rows included', () => {
    const keys = KEYS.slice(0, 100);
    const roomOf = (top: number) => {
      const parts = drawn({ top, bottom: top + 300, gap: 10, keys, kept: [50] });
      const heights = parts.map((part) => (typeof part === 'number' ? 60 : Number.parseFloat(part)));
      return heights.reduce((sum, height) => sum + height, 0) + (parts.length - 1) * 10;
    };
    for (const top of [0, 70, 2_000, 6_900, 9_999]) assert.equal(roomOf(top), 100 * 70 - 10);
  });

  test('an empty list has no parts', () => assert.deepEqual(drawn({ keys: [], kept: [0] }), []));
});

suite('RowHeights', () => {
  test('rows that were never drawn count as the average of those that were', () => {
    const heights = new RowHeights(60);
    assert.equal(heights.learn('a', 100), true);
    assert.equal(heights.learn('b', 50), true);
    assert.deepEqual([...heights.offsets(['a', 'b', 'c'], 0)], [0, 100, 150, 225]);
    assert.equal(heights.learn('b', 60), true);
    assert.deepEqual([...heights.offsets(['b', 'c'], 10)], [0, 70, 160]);
  });

  test('neither a rounding nor a row that is not shown is another height', () => {
    const heights = new RowHeights(60);
    heights.learn('a', 100);
    assert.equal(heights.learn('a', 100.3), false);
    assert.equal(heights.learn('a', 0), false);
    assert.deepEqual([...heights.offsets(['a'], 0)], [0, 100]);
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headingText } from './heading.ts';

test('writes a heading below 360, however it is rounded', () => {
  assert.deepEqual(
    [headingText(359.999, 2), headingText(359.6, 0), headingText(-90, 1), headingText(90.25, 2)],
    ['0.00', '0', '270.0', '90.25'],
  );
});

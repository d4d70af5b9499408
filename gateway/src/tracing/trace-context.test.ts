import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatTraceparent, parseTraceparent } from './trace-context.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

test('takes a span from a header and tells it again', () => {
  const parsed = parseTraceparent(`00-${TRACE}-${SPAN}-01`);
  assert.deepEqual(parsed, { traceId: TRACE, spanId: SPAN, traceFlags: 1, isRemote: true });
  assert.equal(parsed && formatTraceparent(parsed), `00-${TRACE}-${SPAN}-01`);
  assert.equal(parseTraceparent(`cc-${TRACE}-${SPAN}-00-more`)?.traceFlags, 0);
});

for (const header of [
  undefined,
  [`00-${TRACE}-${SPAN}-01`],
  '',
  `ff-${TRACE}-${SPAN}-01`,
  `00-${TRACE}-${SPAN}-01-more`,
  `00-${'0'.repeat(32)}-${SPAN}-01`,
  `00-${TRACE}-${'0'.repeat(16)}-01`,
  `00-${TRACE.toUpperCase()}-${SPAN}-01`,
  `00-${TRACE}-${SPAN}-01\r\nx: y`,
]) {
  test(`takes nothing from ${JSON.stringify(header)}`, () => assert.equal(parseTraceparent(header), undefined));
}

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ringParts } from './ring.ts';

suite('ringParts', () => {
  test('is whole where all are alike', () => {
    assert.deepEqual(ringParts({ CONNECTED: 0, IDLE: 3, DISCONNECTED: 0 }), [{ status: 'IDLE', from: 0, length: 100 }]);
  });

  test('gives each status its share, with gaps between', () => {
    assert.deepEqual(ringParts({ CONNECTED: 6, IDLE: 3, DISCONNECTED: 3 }), [
      { status: 'CONNECTED', from: 0, length: 47 },
      { status: 'IDLE', from: 50, length: 22 },
      { status: 'DISCONNECTED', from: 75, length: 22 },
    ]);
  });

  test('lets one among hundreds be seen, and is never more than whole', () => {
    const parts = ringParts({ CONNECTED: 400, IDLE: 1, DISCONNECTED: 1 });
    assert.equal(parts.length, 3);
    for (const { length } of parts) assert.ok(length > 3, `${length}`);
    const last = parts.at(-1);
    assert.ok(last && last.from + last.length <= 100);
  });
});

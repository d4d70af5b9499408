import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { InstantReader } from './instants.ts';

suite('InstantReader', () => {
  test('reads what Date.parse reads, over days and with any fraction', () => {
    const reader = new InstantReader();
    // A prime number of milliseconds apart: every hour, minute, second and fraction comes by.
    for (let ms = 0; ms < 4e12; ms += 99_999_989) {
      const iso = new Date(ms).toISOString();
      for (const instant of [iso, iso.replace(/\.\d+Z/, 'Z')]) {
        assert.equal(reader.read(instant), Date.parse(instant), instant);
      }
    }
  });

  for (const instant of [
    '2026-11-20T09:00:01.1Z',
    '2026-11-20T09:00:01.123456Z',
    '2026-11-20T10:00:01+01:00',
    '2026-11-20T09:00:01.000',
  ]) {
    test(`leaves ${instant} to Date.parse`, () => {
      assert.equal(new InstantReader().read(instant), Date.parse(instant));
    });
  }

  for (const instant of ['2026-11-20T0x:00:01Z', '2026-11-20T09:00:0 Z', '2026-99-20T09:00:01Z', 'now', '']) {
    test(`has no number for “${instant}”`, () => {
      assert.ok(Number.isNaN(new InstantReader().read(instant)));
    });
  }
});

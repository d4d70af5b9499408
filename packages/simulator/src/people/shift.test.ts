import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOnShift } from './shift.ts';

const at = (time: string) => Date.parse(`2026-03-29T${time}Z`);

test('starts the day at six and the night at eighteen, and never both', () => {
  for (const [time, onDay] of [
    ['05:59:59.999', false],
    ['06:00:00', true],
    ['17:59:59.999', true],
    ['18:00:00', false],
    ['00:00:00', false],
  ] as const) {
    assert.equal(isOnShift({ shift: 'day' }, at(time)), onDay, time);
    assert.equal(isOnShift({ shift: 'night' }, at(time)), !onDay, time);
  }
});

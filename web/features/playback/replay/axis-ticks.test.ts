import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axisTicks } from './axis-ticks.ts';

test('the hours of a day are those of the time zone', () => {
  const from = Date.parse('2026-11-19T23:00:00Z');
  const { ticks, isDays } = axisTicks({ from, to: from + 86_400_000 }, 'Europe/Berlin');
  assert.equal(isDays, false);
  assert.deepEqual(
    ticks.map((tick) => new Date(tick).toISOString().slice(11, 16)),
    ['02:00', '05:00', '08:00', '11:00', '14:00', '17:00', '20:00'],
  );
});

test('short spans have minutes, long ones days', () => {
  const from = Date.parse('2026-11-19T10:02:00Z');
  const minutes = axisTicks({ from, to: from + 30 * 60_000 }, 'UTC').ticks;
  assert.deepEqual(
    minutes.map((tick) => (tick / 60_000) % 60),
    [5, 10, 15, 20, 25, 30],
  );
  assert.equal(axisTicks({ from, to: from + 7 * 86_400_000 }, 'UTC').isDays, true);
});

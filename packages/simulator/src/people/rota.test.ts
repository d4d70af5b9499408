import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localDay } from '../time/local-day.ts';
import { ROTAS, isAbsent, shiftOn } from './rota.ts';

const LONDON = 'Europe/London';
const day = (date: string) => localDay(LONDON, Date.parse(`${date}T12:00:00Z`));
const shift = (rota: keyof typeof ROTAS, date: string) => {
  const found = shiftOn(ROTAS[rota], LONDON, day(date));
  return found && [found.fromMs, found.toMs].map((unixMs) => new Date(unixMs).toISOString().slice(0, 16));
};

test('keeps the clocks of the site, in summer and in winter', () => {
  assert.deepEqual(shift('day', '2026-11-20'), ['2026-11-20T07:00', '2026-11-20T15:30']);
  assert.deepEqual(shift('day', '2026-07-20'), ['2026-07-20T06:00', '2026-07-20T14:30']);
});

test('lets nights end on the next day, an hour sooner or later where clocks change', () => {
  assert.deepEqual(shift('night', '2026-11-20'), ['2026-11-20T23:00', '2026-11-21T07:15']);
  assert.deepEqual(shift('weekendNight', '2026-10-24'), ['2026-10-24T18:00', '2026-10-25T07:15']);
});

test('has a small crew and nobody else on weekends', () => {
  assert.equal(shift('day', '2026-11-21'), null);
  assert.equal(shift('weekendDay', '2026-11-20'), null);
  assert.ok(shift('weekendDay', '2026-11-22'));
});

test('is never without a shift in a year', () => {
  const shifts = Array.from({ length: 367 }, (_, index) => day('2025-12-31') + index)
    .flatMap((each) => Object.values(ROTAS).flatMap((rota) => shiftOn(rota, LONDON, each) ?? []))
    .toSorted((one, other) => one.fromMs - other.fromMs);
  let until = shifts[0]?.toMs ?? 0;
  for (const { fromMs, toMs } of shifts) {
    assert.ok(fromMs <= until, new Date(until).toISOString());
    until = Math.max(until, toMs);
  }
});

test('keeps somebody at home one day in twenty-five', () => {
  const days = Array.from({ length: 5_000 }, (_, index) => index);
  const away = days.filter((each) => isAbsent({ seed: 1, identifier: 'phone-1' }, each)).length / days.length;
  assert.ok(away > 0.03 && away < 0.05, `${away}`);
});

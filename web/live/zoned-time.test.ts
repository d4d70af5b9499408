import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { instantOfLocalTime, localTimeOf } from './zoned-time.ts';

suite('a local time', () => {
  const cases: [zone: string, local: string, instant: string][] = [
    ['UTC', '2026-11-20T10:30:00', '2026-11-20T10:30:00.000Z'],
    ['Europe/Berlin', '2026-11-20T10:30:00', '2026-11-20T09:30:00.000Z'],
    ['Europe/Berlin', '2026-07-01T00:00:05', '2026-06-30T22:00:05.000Z'],
    ['America/St_Johns', '2026-11-20T00:00:00', '2026-11-20T03:30:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-20T10:00:00', '2026-11-19T20:00:00.000Z'],
  ];
  for (const [zone, local, instant] of cases) {
    test(`${local} in ${zone} is ${instant} and back`, () => {
      assert.equal(instantOfLocalTime(local, zone), Date.parse(instant));
      assert.equal(localTimeOf(Date.parse(instant), zone), local);
    });
  }

  test('that clocks show twice means the first', () => {
    assert.equal(instantOfLocalTime('2026-10-25T02:30:00', 'Europe/Berlin'), Date.parse('2026-10-25T00:30:00Z'));
  });

  test('that clocks leave out lies as far behind the leap as it goes beyond it', () => {
    assert.equal(instantOfLocalTime('2026-03-29T02:30:00', 'Europe/Berlin'), Date.parse('2026-03-29T01:30:00Z'));
  });

  test('needs no seconds, and text that is no time is none', () => {
    assert.equal(instantOfLocalTime('2026-11-20T10:30', 'UTC'), Date.parse('2026-11-20T10:30:00Z'));
    assert.equal(instantOfLocalTime('', 'UTC'), null);
    assert.equal(instantOfLocalTime('2026-13-40T10:30', 'UTC'), null);
  });
});

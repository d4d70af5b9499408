import assert from 'node:assert/strict';
import { test } from 'node:test';

import { nextReset } from './reset.ts';

const at = (text: string) => Date.parse(text);
const cases: { name: string; timeZone: string; localTime: string; after: string; expected: string }[] = [
  {
    name: 'later on the same day',
    timeZone: 'Europe/Berlin',
    localTime: '15:00',
    after: '2026-11-20T12:00:00Z',
    expected: '2026-11-20T14:00:00Z',
  },
  {
    name: 'on the next day, when it is that time right now',
    timeZone: 'Europe/Berlin',
    localTime: '13:00',
    after: '2026-11-20T12:00:00Z',
    expected: '2026-11-21T12:00:00Z',
  },
  {
    name: 'behind the gap where clocks skip the time',
    timeZone: 'Europe/Berlin',
    localTime: '02:30',
    after: '2026-03-28T12:00:00Z',
    expected: '2026-03-29T01:00:00Z',
  },
  {
    name: 'a day after the gap at its own time again',
    timeZone: 'Europe/Berlin',
    localTime: '02:30',
    after: '2026-03-29T01:00:00Z',
    expected: '2026-03-30T00:30:00Z',
  },
  {
    name: 'the first time where clocks show the time twice',
    timeZone: 'America/New_York',
    localTime: '01:30',
    after: '2026-10-31T12:00:00Z',
    expected: '2026-11-01T05:30:00Z',
  },
  {
    name: 'not a second time on that day',
    timeZone: 'America/New_York',
    localTime: '01:30',
    after: '2026-11-01T05:30:00Z',
    expected: '2026-11-02T06:30:00Z',
  },
  {
    name: 'at midnight in a zone that skips it',
    timeZone: 'America/Sao_Paulo',
    localTime: '00:00',
    after: '2018-11-03T12:00:00Z',
    expected: '2018-11-04T03:00:00Z',
  },
  {
    name: 'where clocks are half an hour off, and far ahead',
    timeZone: 'Pacific/Chatham',
    localTime: '00:15',
    after: '2026-07-01T11:30:00Z',
    expected: '2026-07-02T11:30:00Z',
  },
];

for (const { name, timeZone, localTime, after, expected } of cases) {
  test(`comes ${name}`, () => {
    assert.equal(
      new Date(nextReset({ localTime, timeZone }, at(after))).toISOString(),
      new Date(expected).toISOString(),
    );
  });
}

test('comes once for every day of a year, whatever clocks do', () => {
  for (const timeZone of ['Europe/Berlin', 'Australia/Lord_Howe']) {
    for (const localTime of ['00:00', '02:15']) {
      let [instant, count] = [at('2026-01-01T12:00:00Z'), 0];
      while ((instant = nextReset({ localTime, timeZone }, instant)) < at('2027-01-01T12:00:00Z')) count += 1;
      assert.equal(count, 365, `${timeZone} ${localTime}`);
    }
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { longestOf, shownDay } from './shown-day.ts';

const day = (date: string, onSiteSeconds: number, exceptions: readonly string[] = []) => ({
  date,
  onSiteSeconds,
  exceptions,
});

test('shows the day that was asked for, even without hours', () => {
  assert.equal(shownDay([day('mon', 60), day('tue', 0)], 'tue')?.date, 'tue');
});

test('shows the last day with hours or with something to look at, else the first', () => {
  assert.equal(shownDay([day('mon', 60), day('tue', 60), day('wed', 0)], null)?.date, 'tue');
  assert.equal(shownDay([day('mon', 60), day('tue', 0, ['LONG_STAY'])], 'other')?.date, 'tue');
  assert.equal(shownDay([day('mon', 0), day('tue', 0)], null)?.date, 'mon');
  assert.equal(shownDay([], null), null);
});

test('finds the longest stretch of a day', () => {
  const [work, pause, more] = [{ seconds: 90 }, { seconds: 30 }, { seconds: 90 }];
  assert.equal(longestOf({ lines: [pause, work, more] }), work);
  assert.equal(longestOf({ lines: [] }), null);
});

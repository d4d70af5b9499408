import assert from 'node:assert/strict';
import { test } from 'node:test';

import { areSameHours, draftOf, hoursField, hoursInput, isOvernight, USUAL_HOURS, withSpan } from './hours-draft.ts';
import { spanParts } from './weekly-text.ts';

const WEEKLY = [
  { days: [1, 2, 3, 4, 5], fromMinute: 360, toMinute: 840 },
  { days: [6], fromMinute: 1_320, toMinute: 360 },
  { days: [7], fromMinute: 0, toMinute: 1_440 },
];

test('hours that are opened and saved are the same, over midnight and to its end', () => {
  const follows = { timeZone: 'Europe/Berlin', followsPlace: true, weekly: WEEKLY };
  assert.deepEqual(hoursInput(draftOf(follows)), { weekly: WEEKLY });
  assert.deepEqual(hoursInput(draftOf({ ...follows, followsPlace: false })), {
    timeZone: 'Europe/Berlin',
    weekly: WEEKLY,
  });
  assert.equal(hoursInput(draftOf(null)), null);
});

test('hours differ by days, times and time zone, not by the order in which days were chosen', () => {
  const [span] = USUAL_HOURS.spans;
  assert.ok(span);
  const turned = { ...USUAL_HOURS, spans: [{ ...span, days: span.days.toReversed() }] };
  assert.equal(areSameHours(USUAL_HOURS, turned), true);
  assert.equal(areSameHours(USUAL_HOURS, { ...turned, timeZone: 'Asia/Tokyo' }), false);
  assert.equal(areSameHours(USUAL_HOURS, { ...turned, spans: [{ ...span, to: '18:01' }] }), false);
  assert.equal(areSameHours(USUAL_HOURS, null), false);
});

test('another span begins on the days that have none', () => {
  const two = withSpan(USUAL_HOURS);
  assert.deepEqual(two.spans[1], { id: 1, days: [6, 7], from: '06:00', to: '18:00' });
  assert.deepEqual(withSpan(two).spans[2]?.days, []);
});

test('an end before its begin is of the day after, midnight is of the same', () => {
  const span = { id: 0, days: [1], from: '22:00', to: '06:00' };
  assert.equal(isOvernight(span), true);
  assert.equal(isOvernight({ ...span, to: '00:00' }), false);
  assert.equal(isOvernight({ ...span, to: '23:00' }), false);
  assert.equal(isOvernight({ ...span, to: '' }), false);
});

test('what the API finds is said at the span it is about', () => {
  assert.equal(hoursField(['rules', 'activeHours', 'weekly', '2', 'days']), 'span-2');
  assert.equal(hoursField(['rules', 'activeHours', 'weekly']), 'activeHours');
  assert.equal(hoursField(['rules', 'activeHours', 'timeZone']), 'activeHours');
  assert.equal(hoursField(['rules', 'dwellSeconds']), null);
});

test('three days in a row are told by the first and the last, fewer one by one', () => {
  const parts = (days: number[]) => spanParts({ days, fromMinute: 360, toMinute: 840 }).runs;
  assert.deepEqual(parts([5, 1, 2, 3, 4]), [[1, 5]]);
  assert.deepEqual(parts([1, 2, 4, 6, 7]), [[1, 1], [2, 2], [4, 4], [6, 6], [7, 7]]); // prettier-ignore
});

test('a span over midnight says so, and a whole day is one', () => {
  assert.deepEqual(
    WEEKLY.map(spanParts).map(({ overnight, wholeDay }) => ({ overnight, wholeDay })),
    [
      { overnight: false, wholeDay: false },
      { overnight: true, wholeDay: false },
      { overnight: false, wholeDay: true },
    ],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { happenedBy, replayEvents, stepFrom, type EventSources } from './replay-events.ts';

const SPAN = { from: 1_000, to: 100_000 };
const SOURCES: EventSources[] = [
  {
    lane: 0,
    visits: [{ id: 'v1', zone: 'Quay', from: 500, to: 30_000 }],
    stops: [
      { from: 10_000, to: 25_000, departed: true },
      { from: 95_000, to: 99_000, departed: false },
    ],
    gaps: [],
  },
  {
    lane: 1,
    visits: [{ id: 'v2', zone: 'Tanks', from: 20_000, to: null }],
    stops: [],
    gaps: [{ from: 40_000, to: 90_000 }],
  },
];

test('visits, stops and gaps of all trackers stand in the order of time, and nobody sets out where a stop only falls silent', () => {
  const events = replayEvents(SOURCES, SPAN);
  assert.deepEqual(
    events.map(({ kind, at, lane, zone }) => [kind, at, lane, zone]),
    [
      ['stopped', 10_000, 0, null],
      ['entered', 20_000, 1, 'Tanks'],
      ['departed', 25_000, 0, null],
      ['left', 30_000, 0, 'Quay'],
      ['lost', 40_000, 1, null],
      ['found', 90_000, 1, null],
      ['stopped', 95_000, 0, null],
    ],
  );
  assert.equal(events[0]?.lastsMs, 15_000);
  assert.equal(new Set(events.map(({ key }) => key)).size, events.length);
});

test('stepping leads from one event to the next, and stays where there is no other', () => {
  const events = replayEvents(SOURCES, SPAN);
  assert.equal(stepFrom(events, 1_000, 1)?.at, 10_000);
  assert.equal(stepFrom(events, 10_000, 1)?.at, 20_000);
  assert.equal(stepFrom(events, 20_000, -1)?.at, 10_000);
  assert.equal(stepFrom(events, 26_000, -1)?.at, 25_000);
  assert.equal(stepFrom(events, 95_000, 1), null);
  assert.equal(stepFrom(events, 10_000, -1), null);
});

test('an event has happened when its instant came', () => {
  const events = replayEvents(SOURCES, SPAN);
  assert.deepEqual(
    [0, 9_999, 10_000, 29_999, 1e9].map((instant) => happenedBy(events, instant)),
    [0, 0, 1, 3, 7],
  );
});

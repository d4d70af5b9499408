import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  eventsOf,
  keyOf,
  NO_EVENTS,
  sourcesBehind,
  withNewest,
  withPage,
  withTold,
  withWaitingShown,
  type EventList,
  type EventSource,
  type FedEvent,
} from './event-list.ts';

const MINUTE_MS = 60_000;

/** An event of so many minutes after the beginning of 2026. */
function event(source: EventSource, minute: number, corrected: FedEvent['corrected'] = 'no'): FedEvent {
  const at = new Date(Date.UTC(2026, 0, 1) + minute * MINUTE_MS).toISOString();
  return { source, corrected, event: { id: `${minute}`, at } } as FedEvent;
}

const keys = (list: EventList) => eventsOf(list).map(keyOf);
const page = (list: EventList, source: EventSource, minutes: readonly number[], next: string | null) =>
  withPage(list, { source, events: minutes.map((minute) => event(source, minute)), next });

test('two sources are read as one list, which ends where the first of them was left', () => {
  let list = page(NO_EVENTS, 'geofence', [50, 40, 30], 'more');
  list = page(list, 'limit', [45, 10], null);
  assert.deepEqual(keys(list), ['geofence:50', 'limit:45', 'geofence:40', 'geofence:30']);
  assert.deepEqual(sourcesBehind(list), ['geofence']);
  list = page(list, 'geofence', [20, 5], null);
  assert.deepEqual(keys(list).slice(-3), ['geofence:20', 'limit:10', 'geofence:5']);
  assert.deepEqual(sourcesBehind(list), []);
});

test('of two sources that have more, the one that was left later is read on', () => {
  const list = page(page(NO_EVENTS, 'geofence', [50, 30], 'a'), 'limit', [45, 10], 'b');
  assert.deepEqual(keys(list), ['geofence:50', 'limit:45', 'geofence:30']);
  assert.deepEqual(sourcesBehind(list), ['geofence']);
});

test('news wait until somebody wants to see them, corrections show in their place', () => {
  let list = page(NO_EVENTS, 'geofence', [50, 40], null);
  list = withTold(list, event('geofence', 60));
  list = withTold(list, event('geofence', 40, 'retracted'));
  assert.deepEqual(keys(list), ['geofence:50', 'geofence:40']);
  assert.equal(list.shown.get('geofence:40')?.corrected, 'retracted');
  assert.equal(list.waiting.size, 1);
  list = withWaitingShown(list);
  assert.deepEqual([keys(list)[0], list.waiting.size], ['geofence:60', 0]);
});

test('what is told twice is there once, and what is withdrawn before it was shown never appears', () => {
  let list = page(NO_EVENTS, 'geofence', [50], null);
  for (const told of [event('geofence', 60), event('geofence', 60, 'revised'), event('geofence', 61)]) {
    list = withTold(list, told);
  }
  list = withTold(list, event('geofence', 61, 'retracted'));
  assert.deepEqual([...list.waiting.keys()], ['geofence:60']);
  assert.equal(list.waiting.get('geofence:60')?.corrected, 'revised');
});

test('what was missed while away waits like other news, and nothing that is known does', () => {
  let list = page(NO_EVENTS, 'geofence', [50, 40], 'more');
  list = withTold(list, event('geofence', 60));
  list = withNewest(
    list,
    [70, 60, 50, 30].map((minute) => event('geofence', minute)),
  );
  assert.deepEqual([...list.waiting.keys()], ['geofence:60', 'geofence:70']);
});

test('a late event further back than was read waits for its page', () => {
  let list = page(NO_EVENTS, 'geofence', [50, 40], 'more');
  list = withTold(list, event('geofence', 35));
  assert.equal(list.waiting.size, 0);
  list = page(list, 'geofence', [35, 20], null);
  assert.deepEqual(keys(list), ['geofence:50', 'geofence:40', 'geofence:35', 'geofence:20']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { crossingsOf, reconcile, stateAfter } from './crossings.ts';
import type { Crossing, LimitEvent, LimitEventKind } from './limit-event.ts';
import type { LimitVersion } from './limit.ts';

const version = (validFrom: number, changes: Partial<LimitVersion>): LimitVersion => ({
  limitId: 'l',
  number: validFrom + 1,
  target: { kind: 'zone', id: 'x' },
  minimum: null,
  maximum: null,
  kinds: null,
  companyId: null,
  removed: false,
  validFrom,
  ...changes,
});
const steps = (...pairs: [number, number][]) => pairs.map(([at, count]) => ({ at, count }));
const short = (crossings: readonly Crossing[]) => crossings.map(({ kind, at, count }) => `${at} ${kind} ${count}`);

test('tells every change of how a count stands, and nothing in between', () => {
  const versions = [version(0, { minimum: 1, maximum: 3 })];
  const found = crossingsOf(steps([0, 0], [1, 1], [2, 2], [3, 3], [4, 4], [5, 5], [6, 3], [7, 0]), {
    versions,
    before: 'WITHIN',
  });
  assert.deepEqual(short(found), [
    '0 BELOW_MINIMUM 0',
    '1 LIMIT_CLEARED 1',
    '3 LIMIT_REACHED 3',
    '4 LIMIT_EXCEEDED 4',
    '6 LIMIT_REACHED 3',
    '7 BELOW_MINIMUM 0',
  ]);
});

test('stands well before the first version, by each from its beginning, and when removed', () => {
  const versions = [version(5, { maximum: 2 }), version(7, { maximum: 1 }), version(9, { maximum: 1, removed: true })];
  assert.deepEqual(short(crossingsOf(steps([0, 2]), { versions, before: 'WITHIN' })), [
    '5 LIMIT_REACHED 2',
    '7 LIMIT_EXCEEDED 2',
    '9 LIMIT_CLEARED 2',
  ]);
  assert.deepEqual(short(crossingsOf(steps([8, 2]), { versions, before: 'EXCEEDED' })), ['9 LIMIT_CLEARED 2']);
});

test('knows how a count stands after each event', () => {
  const kinds: (LimitEventKind | undefined)[] = [
    'LIMIT_REACHED',
    'LIMIT_EXCEEDED',
    'BELOW_MINIMUM',
    'LIMIT_CLEARED',
    undefined,
  ];
  const states = kinds.map((kind) => stateAfter(kind && { kind }));
  assert.deepEqual(states, ['REACHED', 'EXCEEDED', 'BELOW', 'WITHIN', 'WITHIN']);
});

const crossing = (kind: LimitEventKind, at: number, count = 1): Crossing => ({
  kind,
  at,
  count,
  minimum: null,
  maximum: 1,
});
const told = (eventId: string, kind: LimitEventKind, at: number): LimitEvent => ({
  ...crossing(kind, at),
  eventId,
  revision: 0,
});
const correct = (known: LimitEvent[], found: Crossing[]) =>
  reconcile(known, found, () => 'new').changes.map(
    ({ status, event }) => `${status} ${event.eventId} ${event.at} r${event.revision}`,
  );

test('keeps the id of a crossing that stood at the same time, and is silent where nothing changed', () => {
  const known = [told('a', 'LIMIT_REACHED', 10), told('b', 'LIMIT_CLEARED', 20), told('c', 'LIMIT_REACHED', 30)];
  assert.deepEqual(correct(known, known), []);
  const moved = [crossing('LIMIT_REACHED', 12), crossing('LIMIT_CLEARED', 25), crossing('LIMIT_REACHED', 30)];
  assert.deepEqual(correct(known, moved), ['REVISED a 12 r1', 'REVISED b 25 r1']);
  const counted = [{ ...crossing('LIMIT_REACHED', 10), count: 2 }, ...known.slice(1)];
  assert.deepEqual(correct(known, counted), ['REVISED a 10 r1']);
});

test('retracts what was not, and tells as new what stood at another time', () => {
  const known = [told('a', 'LIMIT_REACHED', 10), told('b', 'LIMIT_CLEARED', 20)];
  assert.deepEqual(correct(known, []), ['RETRACTED a 10 r1', 'RETRACTED b 20 r1']);
  assert.deepEqual(correct(known, [crossing('LIMIT_REACHED', 20), crossing('LIMIT_CLEARED', 40)]), [
    'RETRACTED a 10 r1',
    'NEW new 20 r0',
    'REVISED b 40 r1',
  ]);
  const parted = [
    crossing('LIMIT_REACHED', 10),
    crossing('LIMIT_CLEARED', 12),
    crossing('LIMIT_REACHED', 15),
    crossing('LIMIT_CLEARED', 20),
  ];
  assert.deepEqual(correct(known, parted), ['NEW new 12 r0', 'NEW new 15 r0']);
  assert.deepEqual(correct([], [crossing('LIMIT_EXCEEDED', 5)]), ['NEW new 5 r0']);
});

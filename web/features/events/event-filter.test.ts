import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countSet, filterIn, wantsGeofenceEvents, wantsLimitEvents } from './event-filter.ts';

const read = (query: string) => filterIn(new URLSearchParams(query));

test('an address says what is shown, and what it says wrongly is ignored', () => {
  assert.deepEqual(read('kind=LIMIT_REACHED,LEFT,NONSENSE&zone=z&who=person:p&from=2026-03-01T00:00Z&to=soon'), {
    geofenceKinds: ['LEFT'],
    limitKinds: ['LIMIT_REACHED'],
    zoneId: 'z',
    who: { kind: 'person', id: 'p' },
    from: '2026-03-01T00:00:00.000Z',
    to: null,
  });
  for (const who of ['person', 'person:', 'unit:1', 'person:1:2']) assert.equal(read(`who=${who}`).who, null, who);
});

test('filters are counted as people see them', () => {
  assert.equal(countSet(read('')), 0);
  assert.equal(countSet(read('kind=LEFT,ENTERED,LIMIT_REACHED&zone=z')), 2);
  assert.equal(countSet(read('who=tracker:t&from=2026-03-01T00:00Z&to=2026-03-02T00:00Z')), 3);
});

test('only what a filter can let through is asked for', () => {
  const asked = (query: string) => [wantsGeofenceEvents(read(query)), wantsLimitEvents(read(query))];
  assert.deepEqual(asked(''), [true, true]);
  assert.deepEqual(asked('kind=LEFT'), [true, false]);
  assert.deepEqual(asked('kind=LIMIT_REACHED'), [false, true]);
  assert.deepEqual(asked('kind=LIMIT_REACHED,LEFT'), [true, true]);
  assert.deepEqual(asked('who=person:p'), [true, false]);
});

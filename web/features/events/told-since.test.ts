import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FedLimitEventFragment, SeenToFragment } from '../../__generated__/graphql.ts';
import type { FedEvent } from './event-list.ts';
import { NOTHING_SINCE, toldOf, withNotification } from './told-since.ts';

const told = (eventId: string, name: string | null): SeenToFragment => ({
  id: `told of ${eventId}`,
  eventId,
  status: 'NEW',
  acknowledgedAt: name && '2026-05-01T00:00:00Z',
  acknowledgedBy: name === null ? null : { userId: name, name },
});

function event(id: string, notification: SeenToFragment | null): FedEvent {
  const at = '2026-05-01T00:00:00Z';
  const limit = { id: 'l', zone: null, place: null };
  const fed: FedLimitEventFragment = {
    id, kind: 'LIMIT_REACHED', at, knownAt: at, count: 1, minimum: null, maximum: 1, limit, notification,
  }; // prettier-ignore
  return { source: 'limit', event: fed, corrected: 'no' };
}

test('of an event the feed says what its notification says now, not what it said when the event came', () => {
  const since = withNotification(withNotification(NOTHING_SINCE, told('a', null)), told('b', null));
  assert.equal(toldOf(NOTHING_SINCE, event('a', null)), null);
  assert.equal(toldOf(NOTHING_SINCE, event('c', told('c', 'Ada')))?.acknowledgedBy?.name, 'Ada');
  // The notification comes behind its event.
  assert.equal(toldOf(since, event('a', null))?.acknowledgedAt, null);
  const seen = withNotification(since, told('a', 'Ada'));
  assert.equal(toldOf(seen, event('a', told('a', null)))?.acknowledgedBy?.name, 'Ada');
  assert.equal(toldOf(seen, event('b', null))?.acknowledgedAt, null);
  assert.equal(toldOf(since, event('a', null))?.acknowledgedAt, null, 'what was there before stays as it was');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdsOn } from './holds-on.ts';

const hold = (id: string, on: { person?: string; tracker?: string }, releasedAt: string | null = null) => ({
  id,
  releasedAt,
  person: on.person ? { id: on.person } : null,
  tracker: on.tracker ? { id: on.tracker } : null,
});

test('a person is held by what is on them, on what they carry and on all, while it lasts', () => {
  const kim = { id: 'kim', trackers: [{ id: 't1' }] };
  const holds = [
    hold('own', { person: 'kim' }),
    hold('of another', { person: 'ada' }),
    hold('carried', { tracker: 't1' }),
    hold('of another tracker', { tracker: 't2' }),
    hold('all', {}),
    hold('over', { person: 'kim' }, '2026-01-01T00:00:00.000Z'),
  ];
  assert.deepEqual(
    holdsOn(holds, kim).map(({ id }) => id),
    ['own', 'carried', 'all'],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { encodeCursor } from '@trekker/kit';

import { isBeyond, laterOf, readCursor, writeCursor } from './stream-point.ts';

const tenantId = '01900000-0000-7000-8000-00000000000a';
const stranger = '01900000-0000-7000-8000-00000000000b';
const visits = `person-visits/${tenantId}/0`;
const structure = `geofences/${tenantId}/0`;
const deeds = `headcount/${tenantId}/0`;

test('gives back the point that was written', () => {
  const point = { visits: 4, structure: -1, deeds: 2, at: 1_000 };
  assert.deepEqual(readCursor(writeCursor(point, tenantId), { tenantId, now: 2_000 }), point);
});

test('takes no cursor to be younger than now', () => {
  const cursor = writeCursor({ visits: 1, structure: 1, deeds: 1, at: 5_000 }, tenantId);
  assert.equal(readCursor(cursor, { tenantId, now: 2_000 }).at, 2_000);
});

test('refuses cursors of other tenants and of other streams, and what is no cursor', () => {
  const clock = 5;
  for (const cursor of [
    writeCursor({ visits: 1, structure: 1, deeds: 1, at: clock }, stranger),
    encodeCursor({ [visits]: 1, [structure]: 1, [deeds]: 1, clock, more: 1 }),
    encodeCursor({ [visits]: 1, [deeds]: 1, clock }),
    encodeCursor({ [structure]: 1, [deeds]: 1, clock }),
    encodeCursor({ [visits]: 1, [structure]: 1, clock }),
    encodeCursor({ [visits]: 1, [structure]: 1, [deeds]: 1 }),
  ]) {
    assert.throws(() => readCursor(cursor, { tenantId, now: 9 }), { code: 'CURSOR_EXPIRED' });
  }
  assert.throws(() => readCursor('nonsense', { tenantId, now: 9 }), { code: 'INVALID_INPUT' });
});

test('tells a point that lies beyond another, and takes the later of two in every respect', () => {
  const here = { visits: 4, structure: 2, deeds: 1, at: 10 };
  const beyond = (changes: object) => isBeyond({ ...here, ...changes }, here);
  assert.deepEqual(
    [beyond({}), beyond({ visits: 5 }), beyond({ structure: 3 }), beyond({ deeds: 2 }), beyond({ at: 99 })],
    [false, true, true, true, false],
  );
  assert.deepEqual(laterOf(here, { visits: 3, structure: 9, deeds: 0, at: 20 }), {
    visits: 4,
    structure: 9,
    deeds: 1,
    at: 20,
  });
});

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { MovementVisitFragment } from '../../__generated__/graphql.ts';
import { movementsOf, moverOf } from './movements.ts';

const PHONE = { id: 't', name: 'Phone', person: null, asset: null };

suite('movementsOf', () => {
  test('shows both ends of visits, latest first', () => {
    const visits = [visit('a', '08:00', '09:00'), visit('b', '08:30', null)];
    const shown = movementsOf(visits, { since: at('07:00'), most: 10 });
    assert.deepEqual(
      shown.map(({ kind, visit: { id } }) => `${id} ${kind}`),
      ['a LEFT', 'b ENTERED', 'a ENTERED'],
    );
  });

  test('shows nothing of a visit that turned out not to have been', () => {
    const visits = [{ ...visit('a', '08:00', '09:00'), retracted: true }, visit('b', '08:30', null)];
    const shown = movementsOf(visits, { since: at('07:00'), most: 10 });
    assert.deepEqual(
      shown.map(({ key }) => key),
      ['b-in'],
    );
  });

  test('shows nothing older than asked for, and no more than asked for', () => {
    const visits = [visit('a', '06:00', '09:00'), visit('b', '08:30', null), visit('c', '08:40', null)];
    const shown = movementsOf(visits, { since: at('07:00'), most: 2 });
    assert.deepEqual(
      shown.map(({ key }) => key),
      ['a-out', 'c-in'],
    );
  });
});

test('a tracker is named by who carries it', () => {
  const one = visit('a', '08:00', null);
  assert.deepEqual(moverOf(one), { name: 'Phone', show: 'tracker:t' });
  const person = { id: 'p', name: 'Ada' };
  assert.deepEqual(moverOf({ ...one, tracker: { ...PHONE, person } }), { name: 'Ada', show: 'person:p' });
  const asset = { id: 'v', name: 'Forklift' };
  assert.deepEqual(moverOf({ ...one, tracker: { ...PHONE, asset } }), { name: 'Forklift', show: 'tracker:t' });
  assert.equal(moverOf({ ...one, tracker: null }), null);
});

function visit(id: string, from: string, to: string | null): MovementVisitFragment {
  return {
    id,
    from: new Date(at(from)).toISOString(),
    to: to === null ? null : new Date(at(to)).toISOString(),
    retracted: false,
    tracker: PHONE,
    geofence: { id: 'g', name: 'Gate', kind: 'GATE' },
  };
}

function at(time: string): number {
  return Date.parse(`2026-11-20T${time}:00Z`);
}

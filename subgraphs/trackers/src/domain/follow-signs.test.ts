import assert from 'node:assert/strict';
import { test } from 'node:test';

import { followSigns, type Followed, type Sign } from './follow-signs.ts';

const UNHEARD: Followed = { span: null, connectionId: null, end: null, way: null };
const WAY = { protocol: 'gt06', transport: 'tcp', address: null };
let offset = 0;
const heard = (at: number): Sign => ({ kind: 'heard', at, offset: (offset += 1), way: null });
const connected = (at: number, connectionId: string): Sign => ({
  kind: 'connected',
  at,
  offset: (offset += 1),
  connectionId,
  way: WAY,
});
const gone = (
  at: number,
  connectionId: string | null,
  reason: 'CLOSED_BY_DEVICE' | 'LAST_WILL' = 'CLOSED_BY_DEVICE',
): Sign => ({
  kind: 'disconnected',
  at,
  offset: (offset += 1),
  connectionId,
  reason,
  messages: 3,
  bytes: 99,
});

test('goes on while no pause is too long', () => {
  const spansOf = (known: Followed, ...times: number[]) => {
    const { closed, state } = followSigns(known, times.map(heard), 100);
    return [...closed, state.span];
  };
  assert.deepEqual(spansOf(UNHEARD, 0, 100, 200), [{ first: 0, last: 200 }]);
  const known = { ...UNHEARD, span: { first: 0, last: 200 } };
  assert.deepEqual(spansOf(known, 300), [{ first: 0, last: 300 }]);
  assert.deepEqual(spansOf(known, 301, 302), [
    { first: 0, last: 200 },
    { first: 301, last: 302 },
  ]);
  assert.deepEqual(spansOf(known, 0, 50, 200), [{ first: 0, last: 200 }]);
});

test('ends with its connection at once, and begins anew with whatever is heard then', () => {
  const ended = followSigns(UNHEARD, [connected(10, 'a'), heard(20), gone(25, 'a')], 100);
  assert.deepEqual(ended.state, {
    span: { first: 10, last: 20 },
    connectionId: null,
    end: { at: 25, reason: 'CLOSED_BY_DEVICE' },
    way: WAY,
  });
  const again = followSigns(ended.state, [heard(25)], 100);
  assert.deepEqual(again.closed, [{ first: 10, last: 20, endedAt: 25 }]);
  assert.deepEqual([again.state.span, again.state.end], [{ first: 25, last: 25 }, null]);
});

test('closes no span in the instant in which the next begins', () => {
  const signs = [connected(7, 'a'), gone(7, 'a'), connected(7, 'b'), gone(7, 'b'), connected(7, 'c'), gone(8, 'c')];
  const { closed, state } = followSigns(UNHEARD, [...signs, heard(9)], 100);
  assert.deepEqual(closed, [{ first: 7, last: 7, endedAt: 8 }]);
  assert.deepEqual(state.span, { first: 9, last: 9 });
});

test('takes an older connection for replaced, and its later end for no news', () => {
  const { state, notes } = followSigns(UNHEARD, [connected(1, 'a'), connected(2, 'b'), gone(3, 'a')], 100);
  assert.deepEqual([state.connectionId, state.end], ['b', null]);
  assert.deepEqual(
    notes.map((note) => [note.kind, note.connectionId, note.at, note.kind === 'ended' ? note.reason : null]),
    [
      ['started', 'a', 1, null],
      ['ended', 'a', 2, 'REPLACED'],
      ['started', 'b', 2, null],
      ['ended', 'a', 3, 'CLOSED_BY_DEVICE'],
    ],
  );
});

test('is over by a last will whichever connection it has, and also where none is known', () => {
  const one = followSigns(UNHEARD, [connected(1, 'a'), gone(5, null, 'LAST_WILL')], 100);
  assert.deepEqual([one.state.end, one.notes.at(-1)?.connectionId], [{ at: 5, reason: 'LAST_WILL' }, 'a']);
  const other = followSigns(UNHEARD, [heard(1), gone(5, null, 'LAST_WILL')], 100);
  assert.deepEqual([other.state.end?.reason, other.notes], ['LAST_WILL', []]);
  assert.deepEqual(followSigns(UNHEARD, [gone(5, null, 'LAST_WILL')], 100).state, UNHEARD);
});

test('comes to the same however the signs are divided', () => {
  const signs = [
    connected(0, 'a'),
    heard(40),
    gone(41, 'a'),
    heard(90),
    connected(300, 'b'),
    heard(350),
    gone(900, null),
  ];
  const whole = followSigns(UNHEARD, signs, 60);
  for (let cut = 0; cut <= signs.length; cut += 1) {
    const before = followSigns(UNHEARD, signs.slice(0, cut), 60);
    const after = followSigns(before.state, signs.slice(cut), 60);
    assert.deepEqual([...before.closed, ...after.closed], whole.closed);
    assert.deepEqual([...before.notes, ...after.notes], whole.notes);
    assert.deepEqual(after.state, whole.state);
  }
});

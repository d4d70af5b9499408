import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checkHistory, type KeptPosition, type Observed } from './crash/check-history.ts';

/** Four fixes of two trackers, all acknowledged and kept as they should be. */
function sound(): Observed {
  const sent = [0, 1, 2, 3].map((number) => ({
    trackerId: number % 2 ? 'b' : 'a',
    recordedAt: 1_000 * number,
    latitudeE7: 460_000_000 + number,
    longitudeE7: 80_000_000 - number,
  }));
  const history = sent.map((fix, number): KeptPosition => ({ ...fix, partition: number % 2, offset: number >> 1 }));
  const heads = [0, 1].map((partition) => ({ name: `positions/${partition}`, nextOffset: 2, offsets: [1, 0] }));
  return { sent, acknowledged: new Set([0, 1, 2, 3]), history, logged: history, heads };
}

/** Position `index` of a list, changed. */
function changed(list: readonly KeptPosition[], index: number, change: Partial<KeptPosition>): KeptPosition[] {
  return list.map((one, at) => (at === index ? { ...one, ...change } : one));
}

test('a sound history has no problems, whatever was stored without an acknowledgement', () => {
  assert.deepEqual(checkHistory(sound()), []);
  assert.deepEqual(checkHistory({ ...sound(), acknowledged: new Set([1]) }), []);
  assert.deepEqual(checkHistory({ ...sound(), read: sound().logged }), []);
});

test('what was never acknowledged may be missing', () => {
  const { history, logged, ...rest } = sound();
  const [first, ...others] = rest.heads;
  assert.ok(first);
  const shorter = { ...first, nextOffset: 1, offsets: [0] };
  const kept = history.toSpliced(2, 1);
  const observed = {
    ...rest,
    acknowledged: new Set([0, 1, 3]),
    history: kept,
    logged: logged.toSpliced(2, 1),
    heads: [shorter, ...others],
  };
  assert.deepEqual(checkHistory(observed), []);
});

test('an intake that acknowledges before it commits is found out', () => {
  const { history, logged, ...rest } = sound();
  const problems = checkHistory({ ...rest, history: history.slice(0, 3), logged: logged.slice(0, 3) });
  assert.deepEqual(problems, ['acknowledged and not stored: 3']);
});

for (const [problem, spoil] of [
  ['stored more than once: 0', ({ history }) => ({ history: [...history, ...history.slice(0, 1)] })],
  [
    'stored and never sent: c@0',
    ({ history }) => ({ history: [...history, ...changed(history.slice(0, 1), 0, { trackerId: 'c' })] }),
  ],
  [
    'stored and never sent: a@7',
    ({ history }) => ({ history: [...history, ...changed(history.slice(0, 1), 0, { recordedAt: 7 })] }),
  ],
  ['stored elsewhere than sent: b@1000', ({ history }) => ({ history: changed(history, 1, { latitudeE7: 1 }) })],
  ['stored elsewhere than sent: b@1000', ({ history }) => ({ history: changed(history, 1, { longitudeE7: 1 }) })],
  ['stored and not in the log: 2, 3', ({ logged }) => ({ logged: logged.slice(0, 2) })],
  ['in the log and not stored: 2', ({ history }) => ({ history: history.toSpliced(2, 1), acknowledged: new Set([0]) })],
  ['in the log more than once: 0', ({ logged }) => ({ logged: [...logged.slice(0, 1), ...logged] })],
  [
    'in the log and never sent: c@0',
    ({ logged }) => ({ logged: [...logged, ...changed(logged.slice(0, 1), 0, { trackerId: 'c' })] }),
  ],
  ['stored with another entry than tells of it: a@0', ({ logged }) => ({ logged: changed(logged, 0, { offset: 1 }) })],
  [
    'stored with another entry than tells of it: a@2000',
    ({ logged }) => ({ logged: changed(logged, 2, { partition: 1 }) }),
  ],
  [
    'in the log out of order: 0',
    ({ logged, history }) => {
      const swapped = (list: readonly KeptPosition[]) => changed(changed(list, 0, { offset: 1 }), 2, { offset: 0 });
      return { logged: swapped(logged), history: swapped(history) };
    },
  ],
  ['in the log and never read: 2', ({ logged }) => ({ read: logged.toSpliced(2, 1) })],
  [
    'read and not in the log: c@0',
    ({ logged }) => ({ read: [...logged, ...changed(logged.slice(0, 1), 0, { trackerId: 'c' })] }),
  ],
  ['read and not in the log: a@0', ({ logged }) => ({ read: changed(logged, 0, { offset: 7 }) })],
  ['read more than once: 3', ({ logged }) => ({ read: [...logged, ...logged.slice(3)] })],
  ['read out of order: 0', ({ logged }) => ({ read: [...logged.slice(1), ...logged.slice(0, 1)] })],
  ['log x: the entry after 0 has offset 2', () => ({ heads: [{ name: 'x', nextOffset: 3, offsets: [0, 2] }] })],
  ['log x: the entry after -1 has offset 1', () => ({ heads: [{ name: 'x', nextOffset: 2, offsets: [1] }] })],
  ['log x: the entry after 1 has offset 1', () => ({ heads: [{ name: 'x', nextOffset: 2, offsets: [0, 1, 1] }] })],
  ['log x: 1 entries, the next would be 2', () => ({ heads: [{ name: 'x', nextOffset: 2, offsets: [0] }] })],
] satisfies [string, (observed: Observed) => Partial<Observed>][]) {
  test(`the checker finds "${problem}"`, () => {
    const observed = sound();
    assert.deepEqual(checkHistory({ ...observed, ...spoil(observed) }), [problem]);
  });
}

test('many problems of a kind are counted rather than listed', () => {
  const observed = { ...sound(), history: [], logged: [] };
  assert.deepEqual(checkHistory(observed), ['acknowledged and not stored: 0, 1, 2 and 1 more']);
});

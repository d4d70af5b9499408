import assert from 'node:assert/strict';
import { test } from 'node:test';

import { seededRandom } from '../../../test/seeded-random.ts';
import { takeCarriage, takeVisit, toldKey, type CarriedState, type ToldPersonVisit } from './derive.ts';
import { personVisitOf, type Carriage, type CarriedVisit } from './person-visit.ts';

const visit = (from: number, to: number | null, changes: Partial<CarriedVisit> = {}): CarriedVisit => ({
  visitId: 'v',
  trackerId: 't',
  geofenceId: 'g',
  from,
  to,
  stale: [],
  ...changes,
});
const carriage = (from: number, to: number | null, changes: Partial<Carriage> = {}): Carriage => ({
  assignmentId: 'a',
  trackerId: 't',
  personId: 'p',
  from,
  to,
  ...changes,
});
const empty = (): CarriedState => ({ visits: new Map(), carriages: new Map(), told: new Map() });

/** Visit, assignment, and the part of the visit that is the person's; null: none. */
const CASES: readonly [[number, number | null], [number, number | null], [number, number | null] | null][] = [
  [
    [10, 20],
    [0, null],
    [10, 20],
  ],
  [
    [10, null],
    [0, null],
    [10, null],
  ],
  [
    [10, null],
    [15, null],
    [15, null],
  ],
  [
    [10, null],
    [0, 15],
    [10, 15],
  ],
  [
    [10, 20],
    [15, 17],
    [15, 17],
  ],
  [[10, 20], [0, 10], null],
  [[10, 20], [20, null], null],
  [
    [10, 20],
    [0, 11],
    [10, 11],
  ],
  [[10, 20], [12, 12], null],
  [[10, null], [12, 12], null],
  [
    [10, 10],
    [0, null],
    [10, 10],
  ],
  [
    [10, 10],
    [10, null],
    [10, 10],
  ],
  [[10, 10], [11, null], null],
  [[10, 10], [0, 10], null],
];

for (const [[from, to], carried, expected] of CASES) {
  test(`a visit ${from}-${to ?? ''} carried ${carried.join('-')} is ${expected?.join('-') ?? 'nobody’s'}`, () => {
    const found = personVisitOf(visit(from, to), carriage(...carried));
    assert.deepEqual(found && [found.from, found.to], expected);
  });
}

test('is nobody’s where an asset carries the tracker, or the assignment is another tracker’s', () => {
  assert.equal(personVisitOf(visit(1, 2), carriage(0, null, { personId: null })), null);
  assert.equal(personVisitOf(visit(1, 2), carriage(0, null, { trackerId: 'other' })), null);
});

test('cuts silence to the time the person carried the tracker', () => {
  const stale = [
    { from: 11, to: 13 },
    { from: 14, to: 16 },
    { from: 18, to: null },
  ];
  const staleOf = (from: number, to: number | null) =>
    personVisitOf(visit(10, null, { stale }), carriage(from, to))?.stale;
  assert.deepEqual(staleOf(0, null), stale);
  assert.deepEqual(staleOf(12, 15), [
    { from: 12, to: 13 },
    { from: 14, to: 15 },
  ]);
  assert.deepEqual(staleOf(13, 20), [
    { from: 14, to: 16 },
    { from: 18, to: 20 },
  ]);
});

test('retracts a visit that is no longer the person’s, and takes it up again under the same id', () => {
  const state = empty();
  const first = takeVisit(state, visit(10, 20));
  assert.deepEqual(first, []);
  const [told] = takeCarriage(state, carriage(0, null));
  assert.deepEqual([told?.revision, told?.retracted], [0, false]);
  const [retracted] = takeCarriage(state, carriage(0, 0));
  assert.deepEqual([retracted?.revision, retracted?.retracted], [1, true]);
  assert.deepEqual(takeCarriage(state, carriage(0, 0)), []);
  const [again] = takeCarriage(state, carriage(0, 15));
  assert.deepEqual([again?.revision, again?.retracted, again?.visit.to], [2, false, 15]);
  assert.equal(again?.visit.personVisitId, told?.visit.personVisitId);
});

test('says nothing when nothing changed', () => {
  const state = empty();
  takeCarriage(state, carriage(0, null));
  assert.equal(takeVisit(state, visit(10, 20)).length, 1);
  assert.deepEqual(takeVisit(state, visit(10, 20)), []);
  assert.deepEqual(takeCarriage(state, carriage(0, null)), []);
});

test('comes to the same people’s visits in whatever order visits and assignments arrive', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = seededRandom(seed);
    const number = (most: number) => Math.floor(random() * most);
    const interval = (): [number, number | null] => {
      const from = number(50);
      return [from, random() < 0.3 ? null : from + number(20)];
    };
    const visits = Array.from({ length: 6 }, (_, index) =>
      visit(...interval(), { visitId: `v${index}`, trackerId: `t${number(2)}`, stale: [{ from: 20, to: 30 }] }),
    );
    const carriages = Array.from({ length: 4 }, (_, index) =>
      carriage(...interval(), {
        assignmentId: `a${index}`,
        trackerId: `t${number(2)}`,
        personId: random() < 0.8 ? 'p' : null,
      }),
    );
    const steps = [
      ...visits.map((one) => (state: CarriedState) => takeVisit(state, one)),
      ...carriages.map((one) => (state: CarriedState) => takeCarriage(state, one)),
    ];
    const run = (order: readonly (typeof steps)[number][]) => {
      const state = empty();
      // Earlier states of the same things, which must leave no trace.
      for (const one of visits) if (random() < 0.5) takeVisit(state, { ...one, to: null });
      for (const one of carriages) if (random() < 0.5) takeCarriage(state, { ...one, from: 0, to: null });
      for (const step of order) step(state);
      return truthOf([...state.told.values()]);
    };
    const wanted = visits.flatMap((one) => carriages.flatMap((other) => personVisitOf(one, other) ?? []));
    const shuffled = steps.toSorted(() => random() - 0.5);
    for (const order of [steps, steps.toReversed(), shuffled]) {
      assert.deepEqual(run(order), wanted.toSorted(byKey), `seed ${seed}`);
    }
  }
});

const byKey = (a: Parameters<typeof toldKey>[0], b: Parameters<typeof toldKey>[0]) =>
  toldKey(a) < toldKey(b) ? -1 : 1;

function truthOf(told: readonly ToldPersonVisit[]) {
  return told
    .filter(({ retracted }) => !retracted)
    .map(({ visit: one }) => one)
    .toSorted(byKey);
}

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { emptyState, type ToldPersonVisit } from './carried-state.ts';
import { takeCarriage, takeHearing, takeTime, takeVisit } from './derive.ts';
import type { Carriage, CarriedVisit } from './person-visit.ts';

const LIMITS = { seenMs: 300, probableMs: 900, offMs: 14_400 };

const visit = (from: number, to: number | null, changes: Partial<CarriedVisit> = {}): CarriedVisit => ({
  visitId: 'v',
  trackerId: 't',
  geofenceId: 'g',
  from,
  to,
  endReason: to === null ? null : 'LEFT',
  probable: [],
  stale: [],
  loitering: [],
  dwelledAt: null,
  lost: null,
  ...changes,
});
const carriage = (from: number, to: number | null, changes: Partial<Carriage> = {}): Carriage => ({
  assignmentId: 'a',
  trackerId: 't',
  personId: 'p',
  assetId: null,
  from,
  to,
  priority: 0,
  ...changes,
});

/** Stage two of one tenant, with what it told last of each part. */
function people(now = Infinity) {
  const state = emptyState(LIMITS);
  const told: ToldPersonVisit[] = [];
  const note = (changes: ToldPersonVisit[]) => {
    told.push(...changes);
    return changes;
  };
  return {
    state,
    visit: (one: CarriedVisit, { retracted = false, supersededBy = null as string | null } = {}) =>
      note(takeVisit(state, { visit: one, retracted, supersededBy }, now)),
    carry: (one: Carriage) => note(takeCarriage(state, one, now)),
    silent: (trackerId: string, from: number, to: number | null, off = false) =>
      note(takeHearing(state, { trackerId, told: { from, to, silences: [{ from, to, off }] } }, now)),
    wait: (until: number) => note(takeTime(state, until)),
    /** What is believed: whose, by which visit, when and why it ended. */
    believed: () =>
      [...new Map(told.map((one) => [one.visit.personVisitId, one])).values()]
        .filter(({ retracted }) => !retracted)
        .map(({ visit: { personId, visitId, from, to, endReason } }) => [personId, visitId, from, to, endReason])
        .toSorted((a, b) => Number(a[2]) - Number(b[2])),
  };
}

type Interval = [number, number | null];
/** Visit, assignment, and the part of the visit that is the person's; null: none. */
const CASES: readonly [Interval, Interval, Interval | null][] = [
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
    const one = people();
    one.visit(visit(from, to));
    one.carry(carriage(...carried));
    assert.deepEqual(
      one.believed().map(([, , begin, end]) => [begin, end]),
      expected ? [expected] : [],
    );
  });
}

test('is nobody’s where an asset carries the tracker, or the assignment is another tracker’s', () => {
  const one = people();
  one.visit(visit(1, 2));
  assert.deepEqual(one.carry(carriage(0, null, { personId: null, assetId: 'crane' })), []);
  assert.deepEqual(one.carry(carriage(0, null, { assignmentId: 'b', trackerId: 'other' })), []);
});

test('cuts phases, dwelling and being lost to the time the tracker spoke for the person', () => {
  const told = (from: number, to: number | null) => {
    const one = people();
    one.carry(carriage(from, to));
    const stale = [11, 14, 18].map((begin) => ({ from: begin, to: begin + 2 }));
    const lost = { from: 30, to: 40 };
    const [found] = one.visit(
      visit(10, 30, { stale, probable: stale, loitering: stale, dwelledAt: 13, endReason: 'STALE', lost }),
    );
    assert.deepEqual(found?.visit.stale, found?.visit.probable);
    assert.deepEqual(found?.visit.stale, found?.visit.loitering);
    const { dwelledAt, endReason } = found?.visit ?? {};
    return [found?.visit.stale.map((phase) => [phase.from, phase.to]), dwelledAt, endReason, found?.visit.lost];
  };
  const whole = [
    [11, 13],
    [14, 16],
    [18, 20],
  ];
  assert.deepEqual(told(0, null), [whole, 13, 'STALE', { from: 30, to: 40 }]);
  assert.deepEqual(told(0, 35), [whole, 13, 'STALE', { from: 30, to: 35 }]);
  assert.deepEqual(told(0, 30), [whole, 13, 'STALE', null]);
  const inner = [
    [12, 13],
    [14, 15],
  ];
  assert.deepEqual(told(12, 15), [inner, 13, 'HANDED_OVER', null]);
  assert.deepEqual(told(17, 40), [whole.slice(2), 17, 'STALE', { from: 30, to: 40 }]);
  assert.deepEqual(told(10, 13), [[[11, 13]], null, 'HANDED_OVER', null]);
});

test('retracts a visit that is no longer the person’s, and takes it up again under the same id', () => {
  const one = people();
  assert.deepEqual(one.visit(visit(10, 20)), []);
  const [told] = one.carry(carriage(0, null));
  assert.deepEqual([told?.revision, told?.retracted], [0, false]);
  const [retracted] = one.carry(carriage(0, 0));
  assert.deepEqual([retracted?.revision, retracted?.retracted], [1, true]);
  assert.deepEqual(one.carry(carriage(0, 0)), []);
  const [again] = one.carry(carriage(0, 15));
  assert.deepEqual([again?.revision, again?.retracted, again?.visit.to], [2, false, 15]);
  assert.equal(again?.visit.personVisitId, told?.visit.personVisitId);
});

test('says nothing when nothing changed', () => {
  const one = people();
  one.carry(carriage(0, null));
  assert.equal(one.visit(visit(10, 20)).length, 1);
  assert.deepEqual(one.visit(visit(10, 20)), []);
  assert.deepEqual(one.carry(carriage(0, null)), []);
  assert.deepEqual(one.silent('t', 12, null), []);
});

test('hands a tracker over without gap or overlap', () => {
  const one = people();
  one.visit(visit(10, null));
  one.carry(carriage(0, 15));
  one.carry(carriage(15, null, { assignmentId: 'b', personId: 'q' }));
  assert.deepEqual(one.believed(), [
    ['p', 'v', 10, 15, 'HANDED_OVER'],
    ['q', 'v', 15, null, null],
  ]);
});

/** A person with two trackers, each in a geofence of its own since 10. */
function two(now?: number) {
  const one = people(now);
  one.carry(carriage(0, null));
  one.carry(carriage(0, null, { assignmentId: 'b', trackerId: 'u' }));
  one.visit(visit(10, null));
  one.visit(visit(10, null, { visitId: 'w', trackerId: 'u' }));
  return one;
}

test('lets the tracker with the lower id speak where all else is equal, and another one as soon as it is heard better', () => {
  const one = two();
  assert.deepEqual(one.believed(), [['p', 'v', 10, null, null]]);
  one.silent('t', 100, null);
  assert.deepEqual(one.believed(), [
    ['p', 'v', 10, 401, 'OTHER_TRACKER'],
    ['p', 'w', 401, null, null],
  ]);
  one.silent('t', 100, 1_000);
  assert.deepEqual(one.believed(), [
    ['p', 'v', 10, 401, 'OTHER_TRACKER'],
    ['p', 'w', 401, 1_000, 'OTHER_TRACKER'],
    ['p', 'v', 1_000, null, null],
  ]);
});

test('says of whom nobody saw come in: whose tracker was inside already when it began to speak for them', () => {
  const handedOver = people();
  handedOver.carry(carriage(15, null));
  const inside = ({ visit: { from, alreadyInside } }: ToldPersonVisit) => [from, alreadyInside];
  assert.deepEqual(handedOver.visit(visit(10, null)).map(inside), [[15, true]]);
  assert.deepEqual(
    handedOver.visit(visit(15, null)).map(inside),
    [[15, false]],
    'as it turns out they came in with it',
  );
  assert.deepEqual(handedOver.visit(visit(12, null)).map(inside), [[15, true]]);
  const one = two();
  assert.deepEqual(one.silent('t', 100, null).map(inside), [
    [10, false],
    [401, true],
  ]);
});

test('lets the higher priority speak, then whoever changed zones last', () => {
  const one = two();
  one.carry(carriage(0, null, { assignmentId: 'b', trackerId: 'u', priority: 1 }));
  assert.deepEqual(one.believed(), [['p', 'w', 10, null, null]]);
  one.carry(carriage(0, null, { assignmentId: 'b', trackerId: 'u' }));
  one.visit(visit(20, 30, { visitId: 'x', trackerId: 'u' }));
  assert.deepEqual(one.believed(), [
    ['p', 'v', 10, 20, 'OTHER_TRACKER'],
    ['p', 'w', 20, null, null],
    ['p', 'x', 20, 30, 'LEFT'],
  ]);
});

test('keeps the ids of parts that were cut, and retracts one for the other where they become one', () => {
  const one = two();
  one.silent('t', 100, 1_000);
  const [first, second] = one.state.told.get('v')?.map(({ visit: { personVisitId } }) => personVisitId) ?? [];
  assert.ok(first && second && first !== second);
  const changes = takeHearing(one.state, { trackerId: 't', told: { from: 100, to: 1_000, silences: [] } }, Infinity);
  assert.deepEqual(
    changes.map(({ visit: { personVisitId, from, to }, retracted, supersededBy }) =>
      personVisitId === first ? [from, to, retracted, supersededBy] : [personVisitId, retracted, supersededBy],
    ),
    [
      [10, null, false, null],
      [second, true, first],
      [one.state.told.get('w')?.[0]?.visit.personVisitId, true, first],
    ],
  );
});

test('retracts people’s visits with a retracted one, and names what took its place', () => {
  const one = people();
  one.carry(carriage(0, null));
  one.visit(visit(10, 20));
  const [later] = one.visit(visit(30, 40, { visitId: 'w' }));
  const [merged] = one.visit(visit(10, 40));
  const [retracted] = one.visit(visit(30, 40, { visitId: 'w' }), { retracted: true, supersededBy: 'v' });
  assert.deepEqual(
    [retracted?.visit.personVisitId, retracted?.retracted, retracted?.supersededBy],
    [later?.visit.personVisitId, true, merged?.visit.personVisitId],
  );
  assert.deepEqual(one.believed(), [['p', 'v', 10, 40, 'LEFT']]);
});

test('tells nothing of silence that may yet end, and of what it led to once time has passed', () => {
  const one = two(500);
  one.silent('t', 300, null);
  assert.deepEqual(one.believed(), [['p', 'v', 10, null, null]]);
  assert.equal(one.state.due.get('p'), 601);
  assert.deepEqual(one.wait(600), []);
  assert.equal(one.wait(601).length, 2);
  assert.deepEqual(one.believed(), [
    ['p', 'v', 10, 601, 'OTHER_TRACKER'],
    ['p', 'w', 601, null, null],
  ]);
  assert.equal(one.state.due.get('p'), 1_201);
});

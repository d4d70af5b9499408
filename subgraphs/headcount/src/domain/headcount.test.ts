import assert from 'node:assert/strict';
import { test } from 'node:test';

import { headcountAt } from './headcount.ts';
import type { PersonVisit } from './person-visit.ts';

let ids = 0;
const visit = (personId: string, zoneId: string, times: Partial<PersonVisit> = {}): PersonVisit => ({
  personVisitId: `v${(ids += 1)}`,
  personId,
  zoneId,
  from: 0,
  to: null,
  stale: [],
  ...times,
});
const silent = [{ from: 1, to: null }];

const cases: { name: string; visits: PersonVisit[]; expected: string }[] = [
  { name: 'nobody', visits: [], expected: '0+0' },
  { name: 'one who is there', visits: [visit('a', 'x')], expected: '1+0 a' },
  { name: 'one who left', visits: [visit('a', 'x', { to: 5 })], expected: '0+0' },
  { name: 'one who has not come yet', visits: [visit('a', 'x', { from: 6 })], expected: '0+0' },
  {
    name: 'one who went and came back',
    visits: [visit('a', 'x', { to: 3 }), visit('a', 'x', { from: 4 })],
    expected: '1+0 a',
  },
  { name: 'one in two zones', visits: [visit('a', 'x'), visit('a', 'y')], expected: '1+0 a' },
  { name: 'one who is silent', visits: [visit('a', 'x', { stale: silent })], expected: '0+1 a' },
  {
    name: 'one who was silent for a while',
    visits: [visit('a', 'x', { stale: [{ from: 1, to: 5 }] })],
    expected: '1+0 a',
  },
  {
    name: 'one who is silent by the rules of one zone only',
    visits: [visit('a', 'x', { stale: silent }), visit('a', 'y')],
    expected: '1+0 a',
  },
  {
    name: 'present ones before stale ones, each by id',
    visits: [visit('a', 'x', { stale: silent }), visit('d', 'x'), visit('c', 'x'), visit('b', 'x', { stale: silent })],
    expected: '2+2 c d a b',
  },
];

for (const { name, visits, expected } of cases) {
  test(`counts ${name}`, () => {
    const { present, stale, people } = headcountAt(visits, 5);
    assert.equal([`${present}+${stale}`, ...people.map(({ personId }) => personId)].join(' '), expected);
    assert.deepEqual(headcountAt(visits.toReversed(), 5), headcountAt(visits, 5));
  });
}

test('lets the visit speak that began first among those that make the person present or stale', () => {
  const speaker = (visits: PersonVisit[]) =>
    headcountAt(visits, 5).people.map(({ personVisitId, since }) => [personVisitId, since]);
  const late = visit('a', 'x', { from: 3, personVisitId: 'late' });
  const twin = visit('a', 'y', { from: 3, personVisitId: 'a twin' });
  const early = visit('a', 'z', { from: 2, personVisitId: 'early' });
  const silentEarlier = visit('a', 'w', { from: 1, personVisitId: 'silent', stale: silent });
  assert.deepEqual(speaker([late, early, silentEarlier]), [['early', 2]]);
  assert.deepEqual(speaker([late, twin]), [['a twin', 3]]);
  assert.deepEqual(speaker([silentEarlier]), [['silent', 1]]);
});

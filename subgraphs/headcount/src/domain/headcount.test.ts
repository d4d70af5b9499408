import assert from 'node:assert/strict';
import { test } from 'node:test';

import { headcountAt } from './headcount.ts';
import type { State } from './state.ts';
import type { Stay } from './stay.ts';

let ids = 0;
const stay = (personId: string, zoneId: string, state: State, changes: Partial<Stay> = {}): Stay => {
  const sayId = `s${(ids += 1)}`;
  return { personId, zoneId, state, source: 'TRACKER', sayId, since: 0, from: 0, to: null, ...changes };
};
const flat = () => 0;

const cases: { name: string; stays: Stay[]; expected: string }[] = [
  { name: 'nobody', stays: [], expected: '0+0+0+0' },
  { name: 'one who is there', stays: [stay('a', 'x', 'PRESENT')], expected: '1+0+0+0 a' },
  { name: 'one who left', stays: [stay('a', 'x', 'PRESENT', { to: 5 })], expected: '0+0+0+0' },
  { name: 'one who has not come yet', stays: [stay('a', 'x', 'PRESENT', { from: 6 })], expected: '0+0+0+0' },
  {
    name: 'one in two zones',
    stays: [stay('a', 'x', 'PRESENT'), stay('a', 'y', 'PRESENT')],
    expected: '1+0+0+0 a',
  },
  {
    name: 'the best of all states',
    stays: [stay('a', 'x', 'UNKNOWN'), stay('a', 'y', 'STALE'), stay('a', 'z', 'PROBABLE')],
    expected: '0+1+0+0 a',
  },
  {
    name: 'every state, the best first, each by id',
    stays: [
      stay('e', 'x', 'UNKNOWN'),
      stay('c', 'x', 'STALE'),
      stay('d', 'x', 'PROBABLE'),
      stay('b', 'x', 'PRESENT'),
      stay('a', 'x', 'STALE'),
    ],
    expected: '1+1+2+1 b d a c e',
  },
];

for (const { name, stays, expected } of cases) {
  test(`counts ${name}`, () => {
    const { present, probable, stale, unknown, people } = headcountAt(stays, 5, flat);
    const text = [[present, probable, stale, unknown].join('+'), ...people.map(({ personId }) => personId)].join(' ');
    assert.equal(text, expected);
    assert.deepEqual(headcountAt(stays.toReversed(), 5, flat), headcountAt(stays, 5, flat));
  });
}

test('lets speak what began first among what says the same of the person', () => {
  const speaker = (stays: Stay[]) => headcountAt(stays, 5, flat).people.map(({ sayId, since }) => [sayId, since]);
  const late = stay('a', 'x', 'PRESENT', { since: 3, sayId: 'late' });
  const twin = stay('a', 'y', 'PRESENT', { since: 3, sayId: 'a twin' });
  const early = stay('a', 'z', 'PRESENT', { since: 2, sayId: 'early' });
  const silentEarlier = stay('a', 'w', 'STALE', { since: 1, sayId: 'silent' });
  assert.deepEqual(speaker([late, early, silentEarlier]), [['early', 2]]);
  assert.deepEqual(speaker([late, twin]), [['a twin', 3]]);
  assert.deepEqual(speaker([silentEarlier]), [['silent', 1]]);
});

test('names the deepest of the zones that agree on the state, of equal ones the one entered last', () => {
  const depths: Readonly<Record<string, number>> = { site: 1, hall: 2, press: 2, vault: 3 };
  const zone = (stays: Stay[]) => headcountAt(stays, 5, (id) => depths[id] ?? 0).people[0]?.zoneId;
  const site = stay('a', 'site', 'PRESENT', { since: 4 });
  const hall = stay('a', 'hall', 'PRESENT', { since: 2 });
  const press = stay('a', 'press', 'PRESENT', { since: 3 });
  const vault = stay('a', 'vault', 'STALE');
  for (const stays of [
    [site, hall, press, vault],
    [vault, press, hall, site],
  ]) {
    assert.equal(zone(stays), 'press');
  }
  assert.equal(zone([site, vault]), 'site');
});

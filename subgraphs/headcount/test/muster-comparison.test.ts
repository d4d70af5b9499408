import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';

import { NOON, startHeadcount, type TestHeadcount } from './headcount.ts';
import { musterSite, type MusterSite } from './muster-site.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const MINUTE = 60_000;
const TIMES = 'total accounted secondsTo50 secondsTo90 secondsTo100';

/** Reports of musters beside each other, each part as its figures by the id it is of. */
async function compare({ viewer }: MusterSite, ids: readonly string[]) {
  const document = `query Q($ids: [ID!]!) { musterComparison(ids: $ids) { muster { id }
    secondsTo50 secondsTo90 secondsTo100 pausedSeconds counts { total accounted }
    companies { company { id } ${TIMES} } zones { zone { id } ${TIMES} } stations { zone { id } ${TIMES} } } }`;
  return site.run(document, { viewer: viewer(), variables: { ids } });
}

const figures = ({ total, accounted, secondsTo50, secondsTo90, secondsTo100 }: any) => [
  total,
  accounted,
  secondsTo50,
  secondsTo90,
  secondsTo100,
];

/** Two crews, one in the hall and one in the store, and a drill in which they come to the station after so many seconds. */
async function crews(here: MusterSite) {
  const { tenant, hall, store } = here;
  const [north, south] = [await tenant.unit(), await tenant.unit()];
  const people = [
    await tenant.person(north),
    await tenant.person(north),
    await tenant.person(south),
    await tenant.person(south),
  ];
  await here.visits(
    ...people.map((personId, index) => ({
      personId,
      geofenceId: index < 2 ? hall : store,
      from: NOON - 60 * MINUTE,
    })),
  );
  return { north, south, people };
}

test('drills are compared by how long half, nine tenths and all took, whole and by company, zone and station', async () => {
  site.clock.set(NOON);
  const here = await musterSite(site);
  const { north, south, people } = await crews(here);
  const drill = async (begin: number, seconds: readonly (number | null)[]) => {
    site.clock.set(begin);
    const musterId = await here.start();
    site.clock.set(begin + 10 * MINUTE);
    const safe = seconds.flatMap((second, index) =>
      second === null
        ? []
        : {
            personId: people[index] ?? '',
            geofenceId: here.east,
            from: begin + second * 1_000,
            to: begin + 9 * MINUTE,
          },
    );
    await here.visits(...safe);
    await here.change('endMuster', { musterId });
    return musterId;
  };
  const first = await drill(NOON, [60, 120, 180, 300]);
  const second = await drill(NOON + 60 * MINUTE, [30, 45, null, 200]);

  const { data, errors } = await compare(here, [second, uuidv7(), first]);
  assert.equal(errors, undefined, JSON.stringify(errors));
  const [ofSecond, ofFirst, ...others] = data.musterComparison;
  assert.deepEqual([ofSecond.muster.id, ofFirst.muster.id, others], [second, first, []]);
  assert.deepEqual(figures({ ...ofFirst, ...ofFirst.counts }), [4, 4, 120, 300, 300]);
  assert.deepEqual(figures({ ...ofSecond, ...ofSecond.counts }), [4, 3, 45, null, null]);
  const by = (parts: any[], name: 'company' | 'zone') =>
    Object.fromEntries(parts.map((part) => [part[name]?.id ?? 'none', figures(part)]));
  assert.deepEqual(by(ofFirst.companies, 'company'), { [north]: [2, 2, 60, 120, 120], [south]: [2, 2, 180, 300, 300] });
  assert.deepEqual(by(ofSecond.companies, 'company'), {
    [north]: [2, 2, 30, 45, 45],
    [south]: [2, 1, 200, null, null],
  });
  assert.deepEqual(by(ofFirst.zones, 'zone'), {
    [here.hall]: [2, 2, 60, 120, 120],
    [here.store]: [2, 2, 180, 300, 300],
  });
  assert.deepEqual(by(ofFirst.stations, 'zone')[here.east], [4, 4, 120, 300, 300]);
});

test('at most 20 musters are compared, of the own tenant', async () => {
  site.clock.set(NOON);
  const [here, there] = [await musterSite(site), await musterSite(site)];
  await crews(here);
  const musterId = await here.start();
  assert.deepEqual((await compare(there, [musterId])).data.musterComparison, []);
  const { errors } = await compare(
    here,
    Array.from({ length: 21 }, () => musterId),
  );
  assert.equal(errors?.[0]?.extensions?.['code'], 'INVALID_INPUT');
});

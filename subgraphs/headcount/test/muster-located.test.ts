import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { packPositions, positionId, quantiseFix } from '@trekker/geo';
import { uuidv7 } from '@trekker/kit';

import { NOON, startHeadcount, type TestHeadcount } from './headcount.ts';
import { musterSite, WARDEN } from './muster-site.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const MINUTE = 60_000;
const LAST = `people { nodes { person { id } lastPosition {
  positionId trackerId latitude longitude accuracyMeters recordedAt ageSeconds zone { id } } } }`;

/** Somebody in the hall with a phone, in a muster. */
async function alarmed() {
  site.clock.set(NOON);
  const here = await musterSite(site);
  const [personId, trackerId] = [await here.tenant.person(), uuidv7()];
  const searcher = here.viewer(null, [...WARDEN, 'positions:read']);
  const visit = { personId, trackerId, geofenceId: here.hall, from: NOON - 60 * MINUTE };
  const [personVisitId = ''] = await here.visits(visit);
  const musterId = await here.start();
  return {
    ...here,
    personId,
    trackerId,
    searcher,
    visit: { ...visit, personVisitId },
    musterId,
    /** Tells where the phone was, minutes after noon. */
    async located(minute: number, latitude: number, accuracyMeters: number | null = 8): Promise<string> {
      const fix = { altitudeMeters: null, speedMetersPerSecond: null, headingDegrees: null, eventKind: 0 };
      const quantities = quantiseFix({ ...fix, latitude, longitude: -3.5, accuracyMeters });
      const record = { trackerId, recordedAt: NOON + minute * MINUTE, dedupe: 7n, ...quantities };
      const body = packPositions([record]);
      await site.publish({ topic: 'positions', subject: here.tenantId, type: 'positions', body });
      await site.settled();
      return positionId(record);
    },
    async last(as = searcher) {
      const { people } = await here.ask(musterId, LAST, as);
      return people.nodes[0].lastPosition;
    },
  };
}

test('whoever is missing is shown where they were last located, how accurately, when, and in which zone', async () => {
  const { located, last, trackerId, hall, personId, musterId, mark } = await alarmed();
  assert.equal(await last(), null, 'never located');
  const position = await located(-2, 51.25);
  await located(-7, 51.5);
  site.clock.set(NOON + 3 * MINUTE);
  const expected = { positionId: position, trackerId, latitude: 51.25, longitude: -3.5, accuracyMeters: 8 };
  const when = { recordedAt: new Date(NOON - 2 * MINUTE).toISOString(), ageSeconds: 300, zone: { id: hall } };
  assert.deepEqual(await last(), { ...expected, ...when }, 'older ones that come later change nothing');
  await located(1, 51.75, null);
  const { latitude, accuracyMeters, ageSeconds } = await last();
  assert.deepEqual([latitude, accuracyMeters, ageSeconds], [51.75, null, 120]);
  await mark(musterId, personId);
  assert.equal(await last(), null, 'nobody need look for who is safe');
});

test('where people are is told to who may see positions, and not of whoever carries the tracker next', async () => {
  const { located, last, viewer, visits, visit } = await alarmed();
  await located(-2, 51.25);
  assert.equal(await last(viewer()), null);
  site.clock.set(NOON + 2 * MINUTE);
  await visits({ ...visit, to: NOON + MINUTE, endReason: 'HANDED_OVER' });
  assert.equal((await last())?.latitude, 51.25);
  await located(1, 52);
  assert.equal(await last(), null);
});

test('a muster that is over shows where people were then, also after everything is derived anew', async () => {
  const { located, last, change, musterId } = await alarmed();
  await located(1, 51.25);
  site.clock.set(NOON + 5 * MINUTE);
  await change('endMuster', { musterId });
  await located(7, 52);
  site.clock.set(NOON + 9 * MINUTE);
  const { latitude, ageSeconds } = await last();
  assert.deepEqual([latitude, ageSeconds], [51.25, 240]);
  await site.headcount.rebuild();
  assert.equal((await last()).latitude, 51.25);
});

test('a printed list says where to search', async () => {
  const { located, searcher, musterId, viewer } = await alarmed();
  await located(-2, 51.25, 11.5);
  site.clock.set(NOON + 3 * MINUTE);
  const print = async (as: typeof searcher) => {
    const document = `query P($of: [_Any!]!) { _entities(representations: $of) { ... on Muster { html: printable csv: printable(format: CSV) } } }`;
    const of = [{ __typename: 'Muster', id: musterId, listedNames: null }];
    const { data, errors } = await site.run(document, { viewer: as, variables: { of } });
    assert.equal(errors, undefined, JSON.stringify(errors));
    return data['_entities'][0];
  };
  const { html, csv } = await print(searcher);
  assert.ok(html.includes('located 2026-11-20 11:58 (5 min ago) at 51.25000, -3.50000 ± 12 m in Hall'), html);
  assert.match(csv, /,51\.2500000,-3\.5000000,11\.5,2026-11-20 11:58,Hall\r\n/);
  assert.ok(!(await print(viewer())).html.includes('51.25'));
});

test('forgets where somebody was last with the positions of that time, unless the tracker is held', async () => {
  const { located, last, tenantId, trackerId } = await alarmed();
  await located(-30, 40.4);
  const forget = async (minute: number, heldTrackerIds: readonly string[]) => {
    const payload = { before: NOON + minute * MINUTE, heldTrackerIds };
    await site.publish({ topic: 'devices', subject: tenantId, type: 'positions-forgotten', payload });
    await site.settled();
  };
  await forget(-30, []);
  assert.equal((await last()).trackerId, trackerId, 'what is kept stays');
  await forget(-20, [trackerId]);
  assert.equal((await last()).trackerId, trackerId, 'and what is held');
  await forget(-20, []);
  assert.equal(await last(), null);
});

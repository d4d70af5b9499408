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
    /** Says who bears a tracker. */
    async assign(assignment: { trackerId: string; personId: string; from: number; to: number | null }): Promise<void> {
      const type = assignment.to === null ? 'assignment-started' : 'assignment-ended';
      const payload = { assignmentId: uuidv7(), assetId: null, ...assignment };
      await site.publish({ topic: 'trackers', subject: here.tenantId, type, payload });
      await site.settled();
    },
    async last(whose = personId, as = searcher) {
      const { people } = await here.ask(musterId, LAST, as);
      return people.nodes.find(({ person }: any) => person.id === whose)?.lastPosition;
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
  const { located, last, viewer, visits, visit, personId } = await alarmed();
  await located(-2, 51.25);
  assert.equal(await last(personId, viewer()), null);
  site.clock.set(NOON + 2 * MINUTE);
  await visits({ ...visit, to: NOON + MINUTE, endReason: 'HANDED_OVER' });
  assert.equal((await last())?.latitude, 51.25);
  await located(1, 52);
  assert.equal((await last())?.latitude, 51.25, 'where they were with it');
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

test('nobody is shown where somebody else carries their tracker, also when it changed hands outside of any zone', async () => {
  const {
    located,
    last,
    visits,
    visit,
    tenant,
    store,
    trackerId,
    personId: ada,
    assign,
    musterId,
    change,
  } = await alarmed();
  const ben = await tenant.person();
  await assign({ trackerId, personId: ada, from: NOON - 60 * MINUTE, to: null });
  await located(-2, 51.25);
  site.clock.set(NOON + 2 * MINUTE);
  await visits({ ...visit, to: NOON + MINUTE, endReason: 'LEFT' });
  site.clock.set(NOON + 5 * MINUTE);
  await assign({ trackerId, personId: ada, from: NOON - 60 * MINUTE, to: NOON + 2 * MINUTE });
  await assign({ trackerId, personId: ben, from: NOON + 2 * MINUTE, to: null });
  await visits({ personId: ben, trackerId, geofenceId: store, from: NOON + 3 * MINUTE });
  await located(4, 52);
  assert.deepEqual([(await last(ada))?.latitude, (await last(ben))?.latitude], [51.25, 52]);
  await change('endMuster', { musterId });
  await located(6, 53);
  assert.deepEqual([(await last(ada))?.latitude, (await last(ben))?.latitude], [51.25, 52], 'also once it is over');
});

test('who takes their tracker back is located by it again, and nobody by what it said before it was theirs', async () => {
  const { located, last, trackerId, personId, tenant, assign } = await alarmed();
  const ben = await tenant.person();
  await located(-2, 51.25);
  await assign({ trackerId, personId: ben, from: NOON - 90 * MINUTE, to: NOON - MINUTE });
  await assign({ trackerId, personId, from: NOON - MINUTE, to: NOON + MINUTE });
  assert.equal(await last(), null);
  await assign({ trackerId, personId, from: NOON + 3 * MINUTE, to: null });
  await located(4, 52);
  assert.equal((await last())?.latitude, 52);
});

test('where a phone was whose clock runs ahead is kept when the muster ends', async () => {
  const { located, last, change, musterId } = await alarmed();
  await located(1, 51.25);
  site.clock.set(NOON + 5 * MINUTE);
  await located(5 + 1 / 60, 51.3);
  assert.equal((await last())?.latitude, 51.3);
  await change('endMuster', { musterId });
  const { latitude, ageSeconds } = await last();
  assert.deepEqual([latitude, ageSeconds], [51.3, 0]);
});

test('of what a tracker said the last hour is kept, a position a minute, in whatever order it comes', async () => {
  const { located, tenantId } = await alarmed();
  for (const minute of [-63, -5, 0.5, -61, -58.5, 0.2, -58.2, -70]) await located(minute, 51);
  const kept = async () => {
    const { result } = await site.others.withTenant(
      tenantId,
      (tx) => tx.sql<{ at: number }[]>`select recorded_at as at from headcount.last_positions order by recorded_at`,
    );
    return result.map(({ at }) => (at - NOON) / MINUTE);
  };
  assert.deepEqual(await kept(), [-58.2, -5, 0.5]);
});

test('where people are is told of those only of whose units the viewer may see positions', async () => {
  const { located, last, viewer, personId, tenant } = await alarmed();
  await located(-2, 51.25);
  const [crew, others] = [uuidv7(), uuidv7()];
  const grant = { permissions: ['positions:read'], units: [crew], places: null, until: null };
  const as = { ...viewer(), grants: [...viewer().grants, grant] };
  const seen = async (unitId: string) => {
    await tenant.changePerson(personId, { unitId });
    await site.settled();
    return (await last(personId, as))?.latitude ?? null;
  };
  assert.deepEqual([await seen(others), await seen(crew)], [null, 51.25]);
});

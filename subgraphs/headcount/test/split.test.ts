import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';

import { NOON, startHeadcount, type TestHeadcount } from './headcount.ts';
import { iso } from './history.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const SHARE = 'unit { id } label kind present probable stale unknown';

/** Shares as `what present+probable+stale+unknown`, in order. */
async function split(
  tenant: ReturnType<TestHeadcount['tenant']>,
  by: string,
  at: number,
  names: ReadonlyMap<string, string> = new Map(),
) {
  await site.settled();
  const query = `query S($asOf: DateTime) { occupancy(asOf: $asOf) { total { split(by: ${by}) { ${SHARE} } } } }`;
  const { data, errors } = await site.run(query, { viewer: tenant.viewer(), variables: { asOf: iso(at) } });
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data.occupancy.total.split.map(({ unit, label, kind, ...counts }: any) => {
    const value = (unit && names.get(unit.id)) ?? label ?? kind ?? 'none';
    return `${value} ${[counts.present, counts.probable, counts.stale, counts.unknown].join('+')}`;
  });
}

test('tells a headcount apart by company, unit, trade, role and kind, the largest share first', async () => {
  const tenant = site.tenant();
  const zone = await tenant.zone();
  const [company, parent, crew, alone] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  await tenant.unit({ unitId: parent });
  await tenant.unit({ unitId: company, path: [parent, company] });
  await tenant.unit({ unitId: crew, path: [parent, company, crew], kind: 'CREW' });
  await tenant.unit({ unitId: alone, kind: 'DEPARTMENT' });
  const names = new Map([
    [company, 'company'],
    [parent, 'parent'],
    [crew, 'crew'],
    [alone, 'alone'],
  ]);
  const people = [
    await tenant.person(crew, { kind: 'CONTRACTOR', trade: 'Rigger', role: 'First aider' }),
    await tenant.person(crew, { kind: 'CONTRACTOR', trade: 'Rigger' }),
    await tenant.person(company, { trade: 'Welder' }),
    await tenant.person(parent, { trade: 'Welder' }),
    await tenant.person(alone, { kind: 'VISITOR' }),
    await tenant.person(null),
  ];
  const phases = [
    {},
    { stale: [{ from: NOON - 2, to: null }] },
    { probable: [{ from: NOON - 2, to: null }] },
    { to: NOON - 2, endReason: 'STALE', lost: { from: NOON - 2, to: null } },
    {},
    {},
  ];
  await tenant.visits(
    ...people.map((personId, index) => ({ personId, geofenceId: zone, from: NOON - 9, ...phases[index] })),
  );
  assert.deepEqual(await split(tenant, 'COMPANY', NOON, names), ['company 1+1+1+0', 'parent 0+0+0+1', 'none 2+0+0+0']);
  assert.deepEqual((await split(tenant, 'UNIT', NOON, names)).toSorted(), [
    'alone 1+0+0+0',
    'company 0+1+0+0',
    'crew 1+0+1+0',
    'none 1+0+0+0',
    'parent 0+0+0+1',
  ]);
  assert.deepEqual(await split(tenant, 'TRADE', NOON), ['Rigger 1+0+1+0', 'Welder 0+1+0+1', 'none 2+0+0+0']);
  assert.deepEqual(await split(tenant, 'ROLE', NOON), ['First aider 1+0+0+0', 'none 2+1+1+1']);
  assert.deepEqual(await split(tenant, 'KIND', NOON), ['EMPLOYEE 1+1+0+1', 'CONTRACTOR 1+0+1+0', 'VISITOR 1+0+0+0']);
});

test('tells apart by what held at the instant, and by what was told first for the time before', async () => {
  const tenant = site.tenant();
  const zone = await tenant.zone();
  const [old, later, crew] = [await tenant.unit(), await tenant.unit(), uuidv7()];
  await tenant.unit({ unitId: crew, path: [old, crew], kind: 'CREW' });
  const names = new Map([
    [old, 'old'],
    [later, 'later'],
  ]);
  const [ada, ben] = [await tenant.person(crew, { trade: 'Rigger' }), await tenant.person(old, { trade: 'Rigger' })];
  await tenant.visits(...[ada, ben].map((personId) => ({ personId, geofenceId: zone, from: NOON - 9 })));
  await tenant.moveUnits({ unitId: crew, path: [later, crew] });
  await tenant.changePerson(ben, { unitId: later, trade: 'Welder' });
  await site.settled();
  const [changed] = await site.postgres.admin<{ at: number }[]>`
    select max(at) as at from log.entries where tenant_id = ${tenant.tenantId}`;
  const last = changed?.at ?? 0;
  const isLater = last > NOON; // entries are told by the server's clock
  const [before, behind] = isLater ? [NOON, last + 1] : [last - 60_000, NOON];
  assert.deepEqual(
    await split(tenant, 'COMPANY', Math.max(before, NOON - 9), names),
    isLater ? ['old 2+0+0+0'] : ['later 2+0+0+0'],
  );
  assert.deepEqual(await split(tenant, 'COMPANY', behind, names), ['later 2+0+0+0']);
  assert.deepEqual(await split(tenant, 'TRADE', behind), ['Rigger 1+0+0+0', 'Welder 1+0+0+0']);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Viewer } from '@trekker/kit';

import { change, PASSWORD, signIn, startTenancy, untilRefused, viewerOf, type TestTenancy } from './tenancy.ts';

let site: TestTenancy;
before(async () => void (site = await startTenancy()));
after(() => site[Symbol.asyncDispose]());

async function create(viewer: Viewer, name: string, parentId: string | null = null): Promise<string> {
  const input = { name, kind: 'DEPARTMENT', parentId };
  return (await change(site, { field: 'createUnit', selection: 'unit { id }', input }, { viewer })).unit.id;
}
function move(viewer: Viewer, unitId: string, parentId: string | null) {
  const input = { unitId, parentId };
  return change(site, { field: 'moveUnit', selection: 'unit { id parent { id } }', input }, { viewer });
}
function update(viewer: Viewer, input: Readonly<Record<string, unknown>>) {
  return change(site, { field: 'updateUnit', selection: 'unit { name kind }', input }, { viewer });
}
/** A user with roles on units; null is the whole tenant. */
async function userWith(admin: Viewer, signInName: string, roles: readonly [role: string, unitId: string | null][]) {
  const input = { signInName, name: signInName, password: PASSWORD };
  const made = await change(site, { field: 'createUser', selection: 'user { id }', input }, { viewer: admin });
  const userId: string = made.user.id;
  for (const [role, unitId] of roles) {
    const granting = { field: 'grantRole', selection: 'grant { id }', input: { userId, role, unitId } };
    await change(site, granting, { viewer: admin });
  }
  return userId;
}
function pathsOf(tenantId: string) {
  return site.postgres.admin<{ unit_id: string; parent_id: string | null; path: string[] }[]>`
    select unit_id, parent_id, path from tenancy.units where tenant_id = ${tenantId} order by cardinality(path)`;
}
/** Whether every path leads through the parents from the top. */
async function pathProblems(tenantId: string): Promise<string[]> {
  const paths = new Map<string, string[]>();
  const problems: string[] = [];
  for (const { unit_id: unitId, parent_id: parentId, path } of await pathsOf(tenantId)) {
    const above = parentId === null ? [] : paths.get(parentId);
    if (!above || [...above, unitId].join() !== path.join()) problems.push(`${unitId} of ${parentId}: ${path.join()}`);
    paths.set(unitId, path);
  }
  return problems;
}
async function eventsOf(tenantId: string, type: string) {
  const rows = await site.postgres.admin<{ payload: any }[]>`
    select payload from log.entries where tenant_id = ${tenantId} and type = ${type} order by "offset"`; // oxlint-disable-line typescript/no-explicit-any
  return rows.map(({ payload }) => payload);
}

test('renames a unit, gives it another kind, and tells of both', async () => {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const unitId = await create(admin, 'Night');
  await create(admin, 'Day');
  assert.deepEqual((await update(admin, { unitId, name: ' Late ' })).unit, { name: 'Late', kind: 'DEPARTMENT' });
  assert.deepEqual((await update(admin, { unitId, kind: 'CREW' })).unit, { name: 'Late', kind: 'CREW' });
  assert.deepEqual((await update(admin, { unitId, name: 'Late', kind: 'CREW' })).refused, []);
  assert.deepEqual((await update(admin, { unitId, name: 'Day' })).refused, ['name NAME_TAKEN']);
  assert.deepEqual((await update(admin, { unitId, name: '' })).refused, ['name INVALID']);
  const nothing = await update(admin, { unitId: '01900000-0000-7000-8000-000000000000', name: 'x' });
  assert.deepEqual([nothing.unit, nothing.refused], [null, ['unitId NOT_FOUND']]);
  assert.deepEqual(await eventsOf(tenantId, 'unit-changed'), [
    { unitId, name: 'Late', kind: 'DEPARTMENT' },
    { unitId, name: 'Late', kind: 'CREW' },
  ]);
});

test('moves a unit with all below it, and tells of every new path', async () => {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const [a, b] = [await create(admin, 'A'), await create(admin, 'B')];
  const crew = await create(admin, 'Crew', a);
  const team = await create(admin, 'Team', crew);
  assert.deepEqual((await move(admin, crew, b)).unit, { id: crew, parent: { id: b } });
  const moved = { unitId: crew, parentId: b };
  const units = [
    { unitId: crew, path: [b, crew] },
    { unitId: team, path: [b, crew, team] },
  ];
  const [event] = await eventsOf(tenantId, 'unit-moved');
  const byDepth = event.units.toSorted(
    (one: { path: string[] }, two: { path: string[] }) => one.path.length - two.path.length,
  );
  assert.deepEqual({ ...event, units: byDepth }, { ...moved, units });
  assert.deepEqual((await move(admin, crew, b)).refused, [], 'where it is already');
  assert.deepEqual((await move(admin, crew, null)).unit, { id: crew, parent: null });
  assert.equal((await eventsOf(tenantId, 'unit-moved')).length, 2);
  assert.deepEqual(await pathProblems(tenantId), []);
});

test('puts no unit under itself, too deep, or beside one of its name', async () => {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const top = await create(admin, 'Top');
  const middle = await create(admin, 'Middle', top);
  const low = await create(admin, 'Low', middle);
  for (const under of [top, middle, low]) assert.deepEqual((await move(admin, top, under)).refused, ['parentId CYCLE']);
  assert.deepEqual((await move(admin, low, '01900000-0000-7000-8000-000000000000')).refused, ['parentId NOT_FOUND']);
  assert.deepEqual((await move(admin, low, 'nonsense')).refused, ['parentId NOT_FOUND']);
  assert.deepEqual((await move(admin, 'nonsense', low)).refused, ['unitId NOT_FOUND']);
  let deep = await create(admin, 'Level 1');
  for (let level = 2; level <= 14; level += 1) deep = await create(admin, `Level ${level}`, deep);
  assert.deepEqual((await move(admin, top, deep)).refused, ['parentId TOO_DEEP']);
  assert.deepEqual((await move(admin, middle, deep)).refused, []);
  await create(admin, 'Low', top);
  assert.deepEqual((await move(admin, low, top)).refused, ['parentId NAME_TAKEN']);
  assert.deepEqual(await pathProblems(tenantId), []);
});

test('moves only what the viewer may change, from and to where they may', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const [a, b] = [await create(admin, 'A'), await create(admin, 'B')];
  const [inner, other, foreign] = [
    await create(admin, 'Inner', a),
    await create(admin, 'Other', a),
    await create(admin, 'Foreign', b),
  ];
  await userWith(admin, 'ann', [['ADMINISTRATOR', a]]);
  const ann = await viewerOf(site, slug, 'ann');
  for (const [unitId, parentId] of [
    [inner, b],
    [inner, null],
    [foreign, a],
    [a, inner],
  ] as const) {
    await assert.rejects(move(ann, unitId, parentId), /^Error: FORBIDDEN/);
  }
  await assert.rejects(update(ann, { unitId: b, name: 'x' }), /^Error: FORBIDDEN/);
  assert.deepEqual((await move(ann, inner, other)).refused, []);
  assert.deepEqual((await update(ann, { unitId: inner, name: 'x' })).refused, []);
});

test('says of each unit whether the viewer may change it', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const a = await create(admin, 'A');
  await create(admin, 'B');
  await create(admin, 'Crew', a);
  const until = new Date(site.clock.now() + 1_000).toISOString();
  const userId = await userWith(admin, 'part', [['ADMINISTRATOR', a]]);
  const whole = { userId, role: 'ADMINISTRATOR', until };
  await change(site, { field: 'grantRole', selection: 'grant { id }', input: whole }, { viewer: admin });
  const part = await viewerOf(site, slug, 'part');
  const writable = async (viewer: Viewer): Promise<string[]> => {
    const { data } = await site.run('{ units { nodes { name mayWrite } } }', { viewer });
    const nodes: { name: string; mayWrite: boolean }[] = data.units.nodes;
    return nodes.filter(({ mayWrite }) => mayWrite).map(({ name }) => name);
  };
  assert.deepEqual(await writable(part), ['A', 'B', 'Crew']);
  site.clock.advance(1_000);
  assert.deepEqual(await writable(part), ['A', 'Crew']);
  await userWith(admin, 'reader', [['SUPERVISOR', null]]);
  assert.deepEqual(await writable(await viewerOf(site, slug, 'reader')), []);
});

test('takes units that moved away from whoever held a role above them, and from nobody else', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const [a, b] = [await create(admin, 'A'), await create(admin, 'B')];
  const crew = await create(admin, 'Crew', a);
  const until = new Date(site.clock.now() + 1_000).toISOString();
  await userWith(admin, 'loses', [['SUPERVISOR', a]]);
  await userWith(admin, 'gains', [['SUPERVISOR', b]]);
  await userWith(admin, 'keeps', [['SUPERVISOR', crew]]);
  const late = await userWith(admin, 'late', []);
  const ending = { userId: late, role: 'SUPERVISOR', unitId: a, until };
  await change(site, { field: 'grantRole', selection: 'grant { id }', input: ending }, { viewer: admin });
  site.clock.advance(1_000);
  const tokenOf = async (name: string) => (await signIn(site, slug, name)).session?.accessToken.token ?? '';
  const [loses, gains, keeps, ended] = await Promise.all(['loses', 'gains', 'keeps', 'late'].map(tokenOf));
  const told: boolean[] = [];
  const before = await site.tenancy.authenticate({ authorization: `Bearer ${loses}`, cookie: null });
  const off = site.tenancy.onRevoked((isRevoked) => void told.push(before !== null && isRevoked(before)));
  await move(admin, crew, b);
  await untilRefused(site, loses ?? '');
  off();
  assert.ok(told.includes(true), 'whoever streams with the token is told');
  for (const token of [gains, keeps, ended]) {
    assert.ok(await site.tenancy.authenticate({ authorization: `Bearer ${token}`, cookie: null }));
  }
  const reach = async (name: string) => (await viewerOf(site, slug, name)).grants[0]?.units?.toSorted();
  assert.deepEqual(await reach('loses'), [a]);
  assert.deepEqual(await reach('gains'), [b, crew].toSorted());
  assert.deepEqual(await reach('keeps'), [crew]);
});

test('takes nothing from whoever holds a role above both places of a move', async () => {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const company = await create(admin, 'Company');
  const [from, to] = [await create(admin, 'From', company), await create(admin, 'To', company)];
  const crew = await create(admin, 'Crew', from);
  await userWith(admin, 'above', [['SUPERVISOR', company]]);
  await userWith(admin, 'beside', [['SUPERVISOR', from]]);
  await move(admin, crew, to);
  const rows = await site.postgres.admin<{ sign_in_key: string; epoch: number }[]>`
    select sign_in_key, epoch from tenancy.users where tenant_id = ${tenantId} order by 1`;
  assert.deepEqual(
    rows.map((row) => [row.sign_in_key, row.epoch]),
    [
      ['above', 0],
      ['admin', 0],
      ['beside', 1],
    ],
  );
});

test('keeps every path right while units are made, moved and given roles on at once', async () => {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const tops = await Promise.all(['A', 'B', 'C'].map((name) => create(admin, name)));
  const middles = await Promise.all(tops.map((top, i) => create(admin, `Middle ${i}`, top)));
  const refused: string[] = [];
  for (let round = 0; round < 6; round += 1) {
    const moves = middles.map(async (unitId, i) => {
      const under = [tops[(i + round) % 3], middles[(i + 1) % 3], null][round % 3] ?? null;
      refused.push(...(await move(admin, unitId, under)).refused);
    });
    const creates = middles.map((unitId, i) => create(admin, `Leaf ${round} ${i}`, unitId));
    await Promise.all([...moves, ...creates]);
    assert.deepEqual(await pathProblems(tenantId), [], `round ${round}`);
  }
  assert.ok(refused.includes('parentId CYCLE'), 'of units that move under each other the last one cannot');
  assert.equal((await pathsOf(tenantId)).length, 24);
});

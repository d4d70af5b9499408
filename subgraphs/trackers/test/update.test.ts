import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { testViewer } from '@trekker/kit/testing';

import { EVERYTHING, NOWHERE, startTrackers, type TestTrackers } from './trackers.ts';

let site: TestTrackers;
before(async () => void (site = await startTrackers()));
after(() => site[Symbol.asyncDispose]());

const lastPublished = async (tenantId: string) => {
  const last = (await site.published(tenantId)).at(-1);
  return [last?.type, last?.payload];
};

test('creates people with kind, trade and role, employees where nothing else is said, and assets with a category', async () => {
  const viewer = site.tenant();
  const selection = 'person { kind trade role }';
  const plain = await site.change(viewer, 'createPerson', selection, { name: 'Ada' });
  assert.deepEqual(plain.person, { kind: 'EMPLOYEE', trade: null, role: null });
  const input = { name: 'Ben', kind: 'VISITOR', trade: ' Auditor ', role: ' First aider ' };
  const visitor = await site.change(viewer, 'createPerson', selection, input);
  assert.deepEqual(visitor.person, { kind: 'VISITOR', trade: 'Auditor', role: 'First aider' });
  const [type, payload] = await lastPublished(viewer.tenantId);
  const { personId: _, ...told } = payload as { personId: string };
  const said = { unitId: null, kind: 'VISITOR', trade: 'Auditor', role: 'First aider' };
  assert.deepEqual([type, told], ['person-created', said]);
  const asset = await site.change(viewer, 'createAsset', 'asset { category }', { name: 'F1', category: 'Forklift' });
  assert.deepEqual(asset.asset, { category: 'Forklift' });
  for (const [field, entity, extra] of [
    ['createPerson', 'person', { trade: '' }],
    ['createPerson', 'person', { trade: 'x'.repeat(101) }],
    ['createPerson', 'person', { role: '' }],
    ['createPerson', 'person', { role: 'x'.repeat(51) }],
    ['createPerson', 'person', { role: 'a\nb' }],
    ['createAsset', 'asset', { category: 'a\nb' }],
  ] as const) {
    const refused = await site.change(viewer, field, `${entity} { id }`, { name: 'x', ...extra });
    const [name] = Object.keys(extra);
    assert.deepEqual(refused, { [entity]: null, userErrors: [{ field: ['input', name], code: 'INVALID' }] });
  }
});

test('changes of a person what is given and leaves the rest', async () => {
  const viewer = site.tenant();
  const unitId = await site.unit(viewer.tenantId);
  const personId = await site.createPerson(viewer, { name: 'Ada', unitId, trade: 'Rigger', role: 'Warden' });
  const update = async (input: Record<string, unknown>) =>
    (await site.change(viewer, 'updatePerson', 'person { name kind trade role unit { id } }', { personId, ...input }))
      .person;
  const first = { name: 'Ada', kind: 'EMPLOYEE', trade: 'Rigger', role: 'Warden', unit: { id: unitId } };
  assert.deepEqual(await update({}), first);
  const renamed = await update({ name: 'Ada Byron', kind: 'CONTRACTOR', trade: null });
  assert.deepEqual(renamed, { ...first, name: 'Ada Byron', kind: 'CONTRACTOR', trade: null });
  assert.equal((await update({ role: 'First aider' })).role, 'First aider');
  assert.equal((await update({ unitId: null })).unit, null);
  assert.deepEqual(await lastPublished(viewer.tenantId), [
    'person-changed',
    { personId, unitId: null, kind: 'CONTRACTOR', trade: null, role: 'First aider' },
  ]);
  assert.ok(!JSON.stringify(await site.published(viewer.tenantId)).includes('Byron'));
});

test('changes of an asset what is given and leaves the rest', async () => {
  const viewer = site.tenant();
  const assetId = await site.createAsset(viewer, { name: 'F1', category: 'Forklift' });
  const update = async (input: Record<string, unknown>) =>
    (await site.change(viewer, 'updateAsset', 'asset { name category unit { id } }', { assetId, ...input })).asset;
  const unitId = await site.unit(viewer.tenantId);
  assert.deepEqual(await update({ unitId }), { name: 'F1', category: 'Forklift', unit: { id: unitId } });
  assert.deepEqual(await update({ name: 'F2', category: null }), { name: 'F2', category: null, unit: { id: unitId } });
  assert.deepEqual(await lastPublished(viewer.tenantId), ['asset-changed', { assetId, unitId }]);
});

test('changes a tracker’s name, owner and identifiers and says which it let go', async () => {
  const viewer = site.tenant();
  const trackerId = await site.addTracker(viewer, { name: 'Phone', identifier: 'a' });
  const unitId = await site.unit(viewer.tenantId);
  const update = (input: Record<string, unknown>) =>
    site.change(viewer, 'updateTracker', 'tracker { name identifiers unit { id } }', { trackerId, ...input });
  const { tracker } = await update({ name: 'Tablet', unitId, identifiers: ['c', ' b ', 'b'] });
  assert.deepEqual(tracker, { name: 'Tablet', identifiers: ['b', 'c'], unit: { id: unitId } });
  assert.deepEqual(await lastPublished(viewer.tenantId), [
    'tracker-changed',
    { trackerId, name: 'Tablet', unitId, identifiers: ['c', 'b'], unitIdBefore: null, released: ['a'] },
  ]);
  assert.deepEqual((await update({ name: 'Pad' })).tracker.identifiers, ['b', 'c']);
  const problem = async (identifiers: string[]) => (await update({ identifiers })).userErrors[0].code;
  assert.equal(await problem([]), 'NO_IDENTIFIER');
  assert.equal(await problem(['two words']), 'INVALID');
  assert.equal(await problem(Array.from({ length: 11 }, (_, index) => `id-${index}`)), 'INVALID');
});

test('refuses an identifier of another tracker and leaves everything as it was', async () => {
  const viewer = site.tenant();
  await site.addTracker(viewer, { identifier: 'taken' });
  const trackerId = await site.addTracker(viewer, { identifier: 'mine' });
  const update = (identifiers: string[]) =>
    site.change(viewer, 'updateTracker', 'tracker { identifiers }', { trackerId, name: 'New', identifiers });
  const refused = await update(['free', 'taken']);
  assert.deepEqual(refused, {
    tracker: null,
    userErrors: [{ field: ['input', 'identifiers'], code: 'IDENTIFIER_TAKEN' }],
  });
  const { data } = await site.run(`{ tracker(id: "${trackerId}") { name identifiers } }`, { viewer });
  assert.deepEqual(data.tracker, { name: 'Phone', identifiers: ['mine'] });
  assert.ok((await site.change(viewer, 'addTracker', 'tracker { id }', { name: 'x', identifier: 'free' })).tracker);
});

test('gives the same identifiers to one of two trackers that want them in different orders', async () => {
  const viewer = site.tenant();
  const { tenantId } = viewer;
  const trackerIds = [await site.addTracker(viewer), await site.addTracker(viewer)];
  // Both have claimed one of them when they come to the one that somebody else is about to take, and gives up.
  const held = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const somebody = site.postgres.admin.begin(async (sql) => {
    await sql`insert into trackers.identifiers values (${tenantId}, 'm', ${NOWHERE}, now())`;
    locked.resolve();
    await held.promise;
    throw new Error('changed its mind');
  });
  await locked.promise;
  const orders = [
    ['a', 'm', 'z'],
    ['z', 'm', 'a'],
  ];
  const updates = trackerIds.map((trackerId, index) =>
    site.change(viewer, 'updateTracker', 'tracker { id }', { trackerId, identifiers: orders[index] }),
  );
  await sleep(500);
  held.resolve();
  await assert.rejects(somebody, /changed its mind/);
  const codes = (await Promise.all(updates)).map((answer) => answer.userErrors?.[0]?.code ?? answer.refused ?? 'DONE');
  assert.deepEqual(codes.toSorted(), ['DONE', 'IDENTIFIER_TAKEN']);
});

test('lets nobody change what is out of reach, or give it to a unit that is', async () => {
  const admin = site.tenant();
  const { tenantId } = admin;
  const [mine, theirs] = [await site.unit(tenantId), await site.unit(tenantId)];
  const clerk = testViewer(tenantId, EVERYTHING, { units: [mine] });
  const reader = testViewer(tenantId, ['people:read', 'assets:read', 'trackers:read', 'people:write'], {
    units: [mine],
  });
  const make = {
    updatePerson: async (unitId: string) => ({ personId: await site.createPerson(admin, { unitId }) }),
    updateAsset: async (unitId: string) => ({ assetId: await site.createAsset(admin, { unitId }) }),
    updateTracker: async (unitId: string) => ({ trackerId: await site.addTracker(admin, { unitId }) }),
  };
  for (const [field, create] of Object.entries(make)) {
    const entity = field.slice(6).toLowerCase();
    const [near, far] = [await create(mine), await create(theirs)];
    const change = (viewer: typeof admin, input: object) =>
      site.change(viewer, field, `${entity} { id }`, { ...input });
    assert.equal((await change(clerk, far)).userErrors[0].code, 'NOT_FOUND', field);
    assert.equal((await change(clerk, near)).userErrors.length, 0, field);
    assert.deepEqual(await change(clerk, { ...near, unitId: theirs }), { refused: 'FORBIDDEN' }, field);
    assert.deepEqual(await change(clerk, { ...near, unitId: null }), { refused: 'FORBIDDEN' }, field);
    assert.equal((await change(admin, { ...near, unitId: NOWHERE })).userErrors[0].code, 'NOT_FOUND', field);
    if (field !== 'updatePerson') assert.deepEqual(await change(reader, near), { refused: 'FORBIDDEN' }, field);
  }
});

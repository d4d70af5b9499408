import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7, type Viewer } from '@trekker/kit';

import { change, PASSWORD, startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

let site: TestTenancy;
before(async () => void (site = await startTenancy()));
after(() => site[Symbol.asyncDispose]());

const VIEW = 'id list name parameters shared isOwn ownerName createdAt changedAt';
const SILENT = { list: 'PEOPLE', name: 'Silent for a day', parameters: 'connection=OFFLINE%2CSTALE&sort=-last_heard' };

const save = (viewer: Viewer, input: Readonly<Record<string, unknown>> = {}) =>
  change(site, { field: 'saveView', selection: `view { ${VIEW} }`, input: { ...SILENT, ...input } }, { viewer });
const update = (viewer: Viewer, viewId: string, input: Readonly<Record<string, unknown>>) =>
  change(site, { field: 'updateView', selection: `view { ${VIEW} }`, input: { viewId, ...input } }, { viewer });
const remove = (viewer: Viewer, viewId: string) =>
  change(site, { field: 'deleteView', selection: 'viewId', input: { viewId } }, { viewer });

async function namesFor(viewer: Viewer, list: string | null = null): Promise<string[]> {
  const { data } = await site.run('query Q($list: SavedViewList) { savedViews(list: $list) { name } }', {
    viewer,
    variables: { list },
  });
  return data.savedViews.map(({ name }: { name: string }) => name);
}

/** An administrator and two dispatchers of a tenant of their own. */
async function staff() {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const add = async (name: string): Promise<Viewer> => {
    const input = { signInName: name.toLowerCase(), name, password: PASSWORD };
    const { user } = await change(site, { field: 'createUser', selection: 'user { id }', input }, { viewer: admin });
    const role = { userId: user.id, role: 'DISPATCHER' };
    await change(site, { field: 'grantRole', selection: 'grant { id }', input: role }, { viewer: admin });
    return viewerOf(site, slug, name.toLowerCase());
  };
  return { tenantId, admin, dora: await add('Dora'), emil: await add('Emil') };
}

test('a user keeps a view of a list, finds it by name, changes and deletes it', async () => {
  const { dora } = await staff();
  const { view } = await save(dora, { name: '  Silent for a day ' });
  const at = new Date(site.clock.now()).toISOString();
  const { id, ...told } = view;
  assert.deepEqual(told, {
    ...SILENT,
    shared: false,
    isOwn: true,
    ownerName: 'Dora',
    createdAt: at,
    changedAt: at,
  });
  await save(dora, { name: 'All', parameters: '' });
  await save(dora, { list: 'ASSETS', name: 'Cranes' });
  assert.deepEqual(await namesFor(dora, 'PEOPLE'), ['All', 'Silent for a day']);
  assert.deepEqual(await namesFor(dora), ['All', 'Cranes', 'Silent for a day']);
  const changed = await update(dora, id, { name: 'Silent', parameters: 'q=a+b' });
  assert.deepEqual([changed.view.name, changed.view.parameters, changed.view.shared], ['Silent', 'q=a+b', false]);
  assert.deepEqual(await remove(dora, id), { viewId: id, refused: [], messages: [] });
  assert.deepEqual(await namesFor(dora, 'PEOPLE'), ['All']);
});

test('others of the tenant see what is shared, with its owner, and nothing else; those of other tenants nothing', async () => {
  const { dora, emil } = await staff();
  const { admin: stranger } = await staff();
  await save(dora, { name: 'Mine' });
  const { view } = await save(dora, { name: 'Ours', shared: true });
  await save(emil, { name: 'Ours' });
  const { data } = await site.run('{ savedViews { id ownerName isOwn } }', { viewer: emil });
  const theirs = data.savedViews.filter(({ isOwn }: { isOwn: boolean }) => !isOwn);
  assert.deepEqual(theirs, [{ id: view.id, ownerName: 'Dora', isOwn: false }]);
  assert.deepEqual(await namesFor(emil), ['Ours', 'Ours']);
  assert.deepEqual(await namesFor(stranger), []);
  assert.deepEqual((await remove(stranger, view.id)).refused, ['viewId NOT_FOUND']);
  await update(dora, view.id, { shared: false });
  assert.deepEqual(await namesFor(emil), ['Ours']);
});

test('only the owner changes a view; who administers the tenant deletes shared ones, and no other', async () => {
  const { admin, dora, emil } = await staff();
  const own = (await save(dora, { name: 'Mine' })).view.id;
  const shared = (await save(dora, { name: 'Ours', shared: true })).view.id;
  for (const viewer of [admin, emil]) {
    assert.deepEqual((await update(viewer, shared, { name: 'Taken over' })).refused, ['viewId NOT_OWNER']);
    assert.deepEqual((await update(viewer, own, { name: 'Taken over' })).refused, ['viewId NOT_FOUND']);
    const refused = await remove(viewer, own);
    assert.deepEqual([refused.viewId, refused.refused], [null, ['viewId NOT_FOUND']]);
    assert.ok(refused.messages[0].includes(own));
  }
  assert.deepEqual((await remove(emil, shared)).refused, ['viewId NOT_OWNER']);
  const partly: Viewer = { ...admin, grants: admin.grants.map((grant) => ({ ...grant, units: [uuidv7()] })) };
  assert.deepEqual((await remove(partly, shared)).refused, ['viewId NOT_OWNER']);
  assert.deepEqual((await remove(admin, shared)).refused, []);
  assert.deepEqual(await namesFor(dora), ['Mine']);
});

test('a name is one line of 1 to 80 characters that no other view of the user and list has, whatever the case', async () => {
  const { dora, emil } = await staff();
  await save(dora, { name: 'Über' });
  for (const [name, refusal] of [
    ['  ', 'name INVALID'],
    ['x'.repeat(81), 'name INVALID'],
    ['two\nlines', 'name INVALID'],
    ['üBER', 'name NAME_TAKEN'],
    ['U\u0308ber', 'name NAME_TAKEN'],
  ] as const) {
    assert.deepEqual((await save(dora, { name })).refused, [refusal], name);
  }
  assert.match((await save(dora, { name: 'x'.repeat(81) })).messages[0], /1 to 80 characters, got 81/);
  assert.match((await save(dora, { name: 'über' })).messages[0], /"über"/);
  assert.deepEqual((await save(emil, { name: 'Über' })).refused, []);
  assert.deepEqual((await save(dora, { name: 'Über', list: 'ASSETS' })).refused, []);
  const { view } = await save(dora, { name: 'x'.repeat(80) });
  assert.deepEqual((await update(dora, view.id, { name: 'ÜBER' })).refused, ['name NAME_TAKEN']);
  assert.deepEqual((await update(dora, view.id, { name: 'X'.repeat(80) })).refused, []);
});

test('parameters are a query string of at most 2000 characters', async () => {
  const { dora } = await staff();
  const { view } = await save(dora, { parameters: `q=${'x'.repeat(1_998)}` });
  for (const [parameters, message] of [
    [`q=${'x'.repeat(1_999)}`, /at most 2000 characters, got 2001/],
    ['?q=a', /"\?q=a"/],
    ['q=a#b', /"q=a#b"/],
    ['q=a b', /"q=a b"/],
    ['q=%2', /"q=%2"/],
    ['q=ä', /"q=ä"/],
    ['q="><script>', /query string/],
    ['q=a\n', /query string/],
  ] as const) {
    const refused = await save(dora, { name: 'Other', parameters });
    assert.deepEqual(refused.refused, ['parameters INVALID'], parameters);
    assert.match(refused.messages[0], message);
    assert.deepEqual((await update(dora, view.id, { parameters })).refused, ['parameters INVALID'], parameters);
  }
});

test('a user has at most 50 views of a list, and a tenant 50 shared ones', async () => {
  const { admin, dora, emil } = await staff();
  for (let i = 0; i < 50; i += 1) await save(dora, { name: `${i}`, shared: i < 49 });
  assert.deepEqual((await save(dora, { name: 'One more' })).refused, ['list TOO_MANY']);
  assert.deepEqual((await save(dora, { list: 'TRACKERS' })).refused, []);
  const { view } = await save(emil);
  assert.deepEqual((await update(emil, view.id, { shared: true })).refused, []);
  assert.deepEqual((await update(emil, view.id, { name: 'Renamed', shared: true })).refused, []);
  const refused = await save(admin, { shared: true });
  assert.deepEqual([refused.view, refused.refused], [null, ['shared TOO_MANY']]);
  assert.match(refused.messages[0], /50 shared views of PEOPLE/);
  const mine = (await save(admin)).view.id;
  assert.deepEqual((await update(admin, mine, { shared: true })).refused, ['shared TOO_MANY']);
});

test('of views that are saved, or renamed, at once under one name one is kept', async () => {
  const { dora } = await staff();
  const saved = await Promise.all(Array.from({ length: 5 }, () => save(dora)));
  assert.deepEqual(
    saved.flatMap(({ refused }) => refused),
    Array(4).fill('name NAME_TAKEN'),
  );
  const others = await Promise.all(['One', 'Two', 'Three'].map((name) => save(dora, { name })));
  const renamed = await Promise.all(others.map(({ view }) => update(dora, view.id, { name: 'Same' })));
  assert.deepEqual(
    renamed.flatMap(({ refused }) => refused),
    Array(2).fill('name NAME_TAKEN'),
  );
});

test('who may not read a list keeps no views of it, and programs keep none at all', async () => {
  const { dora } = await staff();
  await save(dora);
  await save(dora, { list: 'ASSETS', name: 'Cranes' });
  const granted = { units: null, places: null, until: null };
  const limited: Viewer = { ...dora, grants: [{ ...granted, permissions: ['assets:read'] }] };
  assert.deepEqual(await namesFor(limited), ['Cranes']);
  assert.deepEqual(await namesFor(limited, 'PEOPLE'), []);
  assert.deepEqual((await save(limited, { name: 'Other' })).refused, ['list NOT_HELD']);
  const program: Viewer = { ...dora, actor: { kind: 'key', id: uuidv7() } };
  const refusal = /UNAUTHENTICATED: only users have saved views/;
  await assert.rejects(save(program), refusal);
  await assert.rejects(update(program, uuidv7(), {}), refusal);
  await assert.rejects(remove(program, uuidv7()), refusal);
  const asked = await site.run('{ savedViews { id } }', { viewer: program });
  assert.equal(asked.errors?.[0]?.extensions?.['code'], 'UNAUTHENTICATED');
});

test('what becomes of a view is told to the log without its name and what it shows', async () => {
  const { tenantId, dora } = await staff();
  const { view } = await save(dora, { name: 'About Zoe', parameters: 'q=Zoe' });
  await update(dora, view.id, { shared: true });
  await remove(dora, view.id);
  const entries = await site.postgres.admin`
    select type, payload from log.entries where tenant_id = ${tenantId} and type like 'view-%' order by "offset"`;
  assert.deepEqual(
    entries.map(({ type, payload }) => [type, payload]),
    [
      ['view-saved', { viewId: view.id, userId: dora.actor.id, list: 'PEOPLE', shared: false }],
      ['view-changed', { viewId: view.id, userId: dora.actor.id, list: 'PEOPLE', shared: true }],
      ['view-deleted', { viewId: view.id, userId: dora.actor.id, list: 'PEOPLE', shared: true }],
    ],
  );
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Viewer } from '@trekker/kit';

import { change, PASSWORD, startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

let site: TestTenancy;
before(async () => void (site = await startTenancy()));
after(() => site[Symbol.asyncDispose]());

type Changes = readonly { key: string; value?: string | null }[];
const LOGO = `data:image/png;base64,${Buffer.from('89504e470d0a1a0a0000000d', 'hex').toString('base64')}`;

function update(viewer: Viewer, changes: Changes) {
  return change(
    site,
    { field: 'updateSettings', selection: 'settings { key value default }', input: { changes } },
    { viewer },
  );
}
async function settings(viewer: Viewer): Promise<Record<string, string>> {
  const { data } = await site.run('{ settings { key value } }', { viewer });
  return Object.fromEntries(data.settings.map(({ key, value }: { key: string; value: string }) => [key, value]));
}
async function history(viewer: Viewer, args = 'first: 50') {
  const asked = `{ settings { key history(${args}) { totalCount pageInfo { hasNextPage endCursor }
    nodes { at before after actor { kind id user { signInName } } } } } }`;
  const { data, errors } = await site.run(asked, { viewer });
  if (errors) throw new Error(String(errors[0]?.extensions?.['code']));
  return new Map<string, any>(data.settings.map((one: any) => [one.key, one.history])); // oxlint-disable-line typescript/no-explicit-any
}
async function told(tenantId: string) {
  const rows = await site.postgres.admin<{ payload: unknown }[]>`
    select payload from log.entries where tenant_id = ${tenantId} and type = 'settings-changed' order by "offset"`;
  return rows.map(({ payload }) => payload);
}
/** A viewer of the tenant with one role. */
async function viewerWith(
  admin: Viewer,
  { slug, role, unitId = null }: { slug: string; role: string; unitId?: string | null },
) {
  const signInName = role.toLowerCase() + (unitId ?? '');
  const input = { signInName, name: role, password: PASSWORD };
  const { user } = await change(site, { field: 'createUser', selection: 'user { id }', input }, { viewer: admin });
  const granting = { field: 'grantRole', selection: 'grant { id }', input: { userId: user.id, role, unitId } };
  await change(site, granting, { viewer: admin });
  return viewerOf(site, slug, signInName);
}

test('shows every setting with what the tenant was created with, and what it takes', async () => {
  const { slug } = await site.tenant();
  const viewer = await viewerOf(site, slug);
  const { data } = await site.run('{ settings { key title description type options value default } }', { viewer });
  assert.deepEqual(
    data.settings.map(({ key, type, value }: Record<string, string>) => [key, type, value]),
    [
      ['name', 'TEXT', data.settings[0].default],
      ['timeZone', 'TIME_ZONE', 'Europe/Berlin'],
      ['locale', 'LOCALE', 'en-GB'],
      ['brandColor', 'COLOR', ''],
      ['brandLogo', 'IMAGE', ''],
      ['connectedWithinSeconds', 'SECONDS', ''],
      ['idleWithinSeconds', 'SECONDS', ''],
      ['keepPositionsDays', 'DAYS', ''],
    ],
  );
});

test('gives the tenant what is set, and its default back', async () => {
  const { slug } = await site.tenant();
  const viewer = await viewerOf(site, slug);
  const tenant = async () => {
    const { data } = await site.run('{ viewer { tenant { name timeZone locale brandColor brandLogo } } }', { viewer });
    return data.viewer.tenant;
  };
  const created = await tenant();
  assert.deepEqual(created, {
    ...created,
    timeZone: 'Europe/Berlin',
    locale: 'en-GB',
    brandColor: null,
    brandLogo: null,
  });
  const values = { name: 'North', timeZone: 'Asia/Tokyo', locale: 'ja-JP', brandColor: '#ab12cd', brandLogo: LOGO };
  const changes = Object.entries(values).map(([key, value]) => ({ key, value }));
  const given = await update(viewer, changes);
  assert.deepEqual(
    given.settings.slice(0, 5).map(({ value }: { value: string }) => value),
    Object.values(values),
  );
  assert.deepEqual(await tenant(), values);
  await update(
    viewer,
    Object.keys(values).map((key) => ({ key, value: null })),
  );
  assert.deepEqual(await tenant(), created);
});

test('changes all or nothing, and says of each value what is wrong with it', async () => {
  const { slug, tenantId } = await site.tenant();
  const viewer = await viewerOf(site, slug);
  const before = await settings(viewer);
  const bad = await update(viewer, [
    { key: 'name', value: 'North' },
    { key: 'timeZone', value: 'Mars/Olympus' },
    { key: 'colour', value: '#000000' },
    { key: 'name', value: 'South' },
    { key: 'brandColor', value: 'red' },
  ]);
  assert.deepEqual(
    [bad.settings, bad.refused],
    [null, ['changes.1.value INVALID', 'changes.2.key NOT_FOUND', 'changes.3.key INVALID', 'changes.4.value INVALID']],
  );
  for (const changes of [[], Array.from({ length: 51 }, () => ({ key: 'name', value: 'x' }))]) {
    assert.deepEqual((await update(viewer, changes)).refused, ['changes INVALID']);
  }
  assert.deepEqual(await settings(viewer), before);
  assert.deepEqual(await told(tenantId), []);
});

test('keeps who changed what from what to what, newest first, an image by its hash', async () => {
  const { slug, tenantId } = await site.tenant();
  const viewer = await viewerOf(site, slug);
  await update(viewer, [
    { key: 'locale', value: 'de-DE' },
    { key: 'brandLogo', value: LOGO },
  ]);
  site.clock.advance(1_000);
  await update(viewer, [
    { key: 'locale', value: 'fr-FR' },
    { key: 'brandLogo', value: LOGO },
  ]);
  site.clock.advance(1_000);
  await update(viewer, [{ key: 'locale', value: null }]);
  const all = await history(viewer);
  const actor = { kind: 'USER', id: viewer.actor.id, user: { signInName: 'admin' } };
  assert.deepEqual(
    all.get('locale').nodes.map((one: Record<string, unknown>) => [one['before'], one['after'], one['actor']]),
    [
      ['fr-FR', 'en-GB', actor],
      ['de-DE', 'fr-FR', actor],
      ['en-GB', 'de-DE', actor],
    ],
  );
  assert.equal(all.get('locale').nodes[0].at, new Date(site.clock.now()).toISOString());
  const [logo, ...more] = all.get('brandLogo').nodes;
  assert.deepEqual([logo.before, more], ['', []], 'what is set to the value it has did not change');
  assert.match(logo.after, /^sha256:/);
  const first = (await history(viewer, 'first: 2')).get('locale');
  assert.deepEqual([first.totalCount, first.nodes.length, first.pageInfo.hasNextPage], [3, 2, true]);
  const rest = (await history(viewer, `first: 2, after: "${first.pageInfo.endCursor}"`)).get('locale');
  assert.deepEqual([rest.nodes[0].after, rest.pageInfo.hasNextPage], ['de-DE', false]);
  assert.deepEqual(await told(tenantId), [
    {
      changes: [
        { key: 'locale', value: 'de-DE' },
        { key: 'brandLogo', value: logo.after },
      ],
    },
    { changes: [{ key: 'locale', value: 'fr-FR' }] },
    { changes: [{ key: 'locale', value: 'en-GB' }] },
  ]);
  const log = await site.postgres.admin`select payload from log.entries`;
  assert.ok(!JSON.stringify(log).includes('base64'));
});

test('loses no change of two that come at once', async () => {
  const { slug } = await site.tenant();
  const viewer = await viewerOf(site, slug);
  const colors = Array.from({ length: 8 }, (_, i) => `#00000${i}`);
  await Promise.all(colors.map((value) => update(viewer, [{ key: 'brandColor', value }])));
  const { nodes } = (await history(viewer)).get('brandColor');
  const value = (await settings(viewer))['brandColor'];
  // Each change starts from the value the one before left: from the first value a path leads through all to the last.
  const next = new Map<string, string>(nodes.map((one: { before: string; after: string }) => [one.before, one.after]));
  let [at, steps] = ['', 0];
  for (; next.has(at); steps += 1) at = next.get(at) ?? '';
  assert.deepEqual([steps, at], [8, value]);
});

test('lets everybody see settings, administrators change them, and who reads audit of the whole tenant their history', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const creating = { field: 'createUnit', selection: 'unit { id }', input: { name: 'Crew', kind: 'CREW' } };
  const unitId: string = (await change(site, creating, { viewer: admin })).unit.id;
  const officer = await viewerWith(admin, { slug, role: 'SAFETY_OFFICER' });
  const part = await viewerWith(admin, { slug, role: 'ADMINISTRATOR', unitId });
  const dispatcher = await viewerWith(admin, { slug, role: 'DISPATCHER' });
  for (const viewer of [officer, part, dispatcher]) {
    assert.equal((await settings(viewer))['timeZone'], 'Europe/Berlin');
    await assert.rejects(update(viewer, [{ key: 'name', value: 'x' }]), /^Error: FORBIDDEN/);
  }
  await update(admin, [{ key: 'name', value: 'North' }]);
  const seen = (await history(officer)).get('name').nodes[0];
  assert.deepEqual([seen.after, seen.actor.user], ['North', null], 'an officer sees no users');
  await assert.rejects(history(part), /FORBIDDEN/);
  await assert.rejects(history(dispatcher), /FORBIDDEN/);
  assert.equal((await site.run('{ settings { key } }')).errors?.[0]?.extensions?.['code'], 'UNAUTHENTICATED');
});

test('shows no tenant the settings of another', async () => {
  const [ours, theirs] = [await site.tenant(), await site.tenant()];
  const [viewer, stranger] = [await viewerOf(site, ours.slug), await viewerOf(site, theirs.slug)];
  await update(stranger, [
    { key: 'locale', value: 'ja-JP' },
    { key: 'brandColor', value: '#ab12cd' },
  ]);
  assert.deepEqual(await settings(viewer), { ...(await settings(viewer)), locale: 'en-GB', brandColor: '' });
  assert.equal((await history(viewer)).get('locale').totalCount, 0);
});

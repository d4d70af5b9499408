import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { createLeases, serviceGroup, silentLogger, systemClock, type NewEntry, type Viewer } from '@trekker/kit';

import { createAudit } from '../src/workers/audit.ts';
import { change, PASSWORD, startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

let site: TestTenancy;
before(async () => void (site = await startTenancy()));
after(() => site[Symbol.asyncDispose]());

interface Told {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly topic: string;
  readonly reason: string | null;
  readonly actor: { readonly kind: string; readonly id: string; readonly user: { signInName: string } | null };
  readonly subjects: readonly { name: string; value: string }[];
  readonly details: readonly { name: string; value: string }[];
}

const AUDIT = `query A($filter: AuditFilter, $first: Int! = 50, $after: String) {
  auditEntries(filter: $filter, first: $first, after: $after) { pageInfo { hasNextPage endCursor }
    nodes { id at action topic reason actor { kind id user { signInName } } subjects { name value } details { name value } } } }`;

async function audit(viewer: Viewer | null, variables: Record<string, unknown> = {}) {
  const { data, errors } = await site.run(AUDIT, { viewer, variables });
  if (errors) throw new Error(String(errors[0]?.extensions?.['code']));
  return data.auditEntries as { nodes: Told[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}
async function actions(viewer: Viewer, filter: Record<string, unknown> = {}): Promise<string[]> {
  return (await audit(viewer, { filter })).nodes.map(({ action }) => action);
}
async function newUnit(viewer: Viewer, name: string): Promise<string> {
  return (
    await change(site, { field: 'createUnit', selection: 'unit { id }', input: { name, kind: 'CREW' } }, { viewer })
  ).unit.id;
}
/** What another service wrote to its log. */
async function publish(tenantId: string, entries: readonly Omit<NewEntry, 'subject'>[]): Promise<void> {
  await site.postgres.open('tenancy').withTenant(tenantId, async (tx) => {
    for (const entry of entries) tx.publish({ ...entry, subject: tenantId });
  });
}
async function viewerWith(
  admin: Viewer,
  { slug, role, unitId = null }: { slug: string; role: string; unitId?: string | null },
) {
  const signInName = role.toLowerCase() + (unitId ?? '');
  const input = { signInName, name: 'Ann Onymous', password: PASSWORD };
  const { user } = await change(site, { field: 'createUser', selection: 'user { id }', input }, { viewer: admin });
  const granting = { field: 'grantRole', selection: 'grant { id }', input: { userId: user.id, role, unitId } };
  await change(site, granting, { viewer: admin });
  return viewerOf(site, slug, signInName);
}

test('tells what users and operators did, newest first, as soon as it is done', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const unitId = await newUnit(admin, 'Night');
  const { nodes } = await audit(admin);
  assert.deepEqual(
    nodes.map(({ action, topic, actor }) => [action, topic, actor.kind]),
    [
      ['unit-created', 'tenancy', 'USER'],
      ['user-created', 'tenancy', 'OPERATOR'],
      ['tenant-created', 'tenancy', 'OPERATOR'],
    ],
  );
  const [first] = nodes;
  assert.deepEqual(first?.actor, { kind: 'USER', id: admin.actor.id, user: { signInName: 'admin' } });
  assert.deepEqual(first.subjects, [{ name: 'unitId', value: unitId }]);
  assert.deepEqual(first.details, [
    { name: 'kind', value: 'CREW' },
    { name: 'name', value: 'Night' },
  ]);
  assert.ok(Math.abs(Date.parse(first.at) - Date.now()) < 60_000);
});

test('leaves out what devices and services do, control entries and ticks, and what only carries out something else', async () => {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const user = admin.actor;
  await publish(tenantId, [
    { topic: 'trackers', type: 'by-user', actor: user, reason: 'asked by phone', payload: { trackerId: 't1' } },
    { topic: 'geofences', type: 'by-key', actor: { kind: 'key', id: 'k' }, payload: { geofenceIds: ['g1', 'g2'] } },
    { topic: 'trackers', type: 'by-device', actor: { kind: 'device', id: 'd' } },
    { topic: 'trackers', type: 'by-service', actor: { kind: 'service', id: 's' } },
    { topic: 'trackers', type: 'by-nobody' },
    { topic: 'geofences', type: 'a-control', kind: 'control', actor: user },
    { topic: 'geofences', type: 'a-tick', kind: 'tick', actor: user },
    { topic: 'visits', type: 'of-another-log', actor: user },
  ]);
  await viewerWith(admin, { slug, role: 'DISPATCHER' });
  const userId = (await site.run('{ users { nodes { id signInName } } }', { viewer: admin })).data.users.nodes[1].id;
  await change(
    site,
    { field: 'setUserActive', selection: 'user { id }', input: { userId, active: false } },
    { viewer: admin },
  );
  const { nodes } = await audit(admin);
  assert.deepEqual(nodes.map(({ action }) => action).toSorted(), [
    'by-key',
    'by-user',
    'role-granted',
    'tenant-created',
    'user-created',
    'user-created',
    'user-deactivated',
  ]);
  const byUser = nodes.find(({ action }) => action === 'by-user');
  assert.equal(byUser?.reason, 'asked by phone');
  const byKey = nodes.find(({ action }) => action === 'by-key');
  assert.deepEqual(byKey?.actor, { kind: 'KEY', id: 'k', user: null });
  assert.ok(!JSON.stringify(nodes).includes('Onymous'), 'names of people are not told');
});

test('finds entries by user, log, action, subject and time, and by all of them together', async () => {
  const { slug, tenantId, administratorId: userId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const unitId = await newUnit(admin, 'Night');
  await change(
    site,
    { field: 'updateUnit', selection: 'unit { id }', input: { unitId, name: 'Late' } },
    { viewer: admin },
  );
  const key = { kind: 'key', id: userId } as const;
  await publish(tenantId, [
    { topic: 'trackers', type: 'tracker-added', actor: key, payload: { trackerId: 't', unitId } },
  ]);
  assert.deepEqual(
    await actions(admin, { userId }),
    ['unit-changed', 'unit-created'],
    'a key of the same id is no user',
  );
  assert.deepEqual(await actions(admin, { topic: 'trackers' }), ['tracker-added']);
  assert.deepEqual(await actions(admin, { action: 'unit-created' }), ['unit-created']);
  assert.deepEqual(await actions(admin, { subjectId: unitId }), ['tracker-added', 'unit-changed', 'unit-created']);
  assert.deepEqual(await actions(admin, { subjectId: unitId, userId, action: 'unit-changed' }), ['unit-changed']);
  for (const filter of [{ subjectId: 'nobody' }, { userId: 'a\0b' }, { topic: 'x'.repeat(500) }, { action: '' }]) {
    assert.deepEqual(await actions(admin, filter), []);
  }
  const { nodes } = await audit(admin, { filter: { topic: 'tenancy' } });
  const at = nodes[1]?.at ?? '';
  assert.deepEqual(await actions(admin, { topic: 'tenancy', to: at }), ['user-created', 'tenant-created']);
  assert.deepEqual((await actions(admin, { topic: 'tenancy', from: at })).slice(-1), ['unit-created']);
  for (const far of ['0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'])
    await actions(admin, { from: far, to: far });
});

test('gives every entry once when paged through', async () => {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  // Entries of one transaction and log share their instant.
  const entry = { topic: 'trackers', type: 'tracker-added', actor: admin.actor };
  await publish(
    tenantId,
    Array.from({ length: 7 }, (_, i) => ({ ...entry, payload: { trackerId: `t${i}` } })),
  );
  const all = (await audit(admin, { first: 500 })).nodes;
  const paged: Told[] = [];
  let after: string | undefined;
  do {
    const page = await audit(admin, { first: 2, ...(after === undefined ? {} : { after }) });
    paged.push(...page.nodes);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
  } while (after !== undefined);
  assert.deepEqual(paged, all);
  assert.equal(new Set(paged.map(({ id }) => id)).size, 9);
  for (const [one, next] of all.map((each, i) => [each, all[i + 1]] as const)) assert.ok(!next || one.at >= next.at);
});

test('is for who may see what was done in the whole tenant, and of no other', async () => {
  const [ours, theirs] = [await site.tenant(), await site.tenant()];
  const { slug } = ours;
  const [admin, stranger] = [await viewerOf(site, slug), await viewerOf(site, theirs.slug)];
  const unitId = await newUnit(admin, 'Night');
  const officer = await viewerWith(admin, { slug, role: 'SAFETY_OFFICER' });
  const seen = (await audit(officer)).nodes;
  assert.equal(seen.length, 5);
  assert.deepEqual([seen[0]?.actor.kind, seen[0]?.actor.user], ['USER', null], 'an officer sees no users');
  const part = await viewerWith(admin, { slug, role: 'ADMINISTRATOR', unitId });
  const supervisor = await viewerWith(admin, { slug, role: 'SUPERVISOR' });
  for (const viewer of [part, supervisor]) await assert.rejects(audit(viewer), /FORBIDDEN/);
  await assert.rejects(audit(null), /UNAUTHENTICATED/);
  assert.equal((await audit(stranger)).nodes.length, 2);
  assert.deepEqual(await actions(stranger, { subjectId: unitId }), []);
  const [entry] = (await audit(admin)).nodes;
  const byKey = `{ _entities(representations: [{ __typename: "AuditEntry", id: "${entry?.id}" }]) { ... on AuditEntry { id action } } }`;
  const { id, action } = entry ?? {};
  assert.deepEqual(await site.run(byKey, { viewer: admin }), { data: { _entities: [{ id, action }] } });
  assert.deepEqual(await site.run(byKey, { viewer: stranger }), { data: { _entities: [null] } });
  assert.equal((await site.run(byKey, { viewer: part })).errors?.[0]?.extensions?.['code'], 'FORBIDDEN');
});

test('tells the same after deriving a second time, and after a rebuild', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  await newUnit(admin, 'Night');
  const before = await audit(admin, { first: 500 });
  await site.tenancy.stop();
  await site.postgres.admin`delete from tenancy.checkpoints where projection like 'audit-%'`;
  const database = site.postgres.open('tenancy');
  const { tail } = site.postgres;
  const leases = createLeases(database, silentLogger);
  const { runners } = createAudit({ schema: 'tenancy', database, tail, leases, clock: systemClock, log: silentLogger });
  const deriving = serviceGroup('audit', [leases, ...runners]);
  await deriving.start();
  const reader = site.again();
  const told = async () => {
    const request = { document: AUDIT, variables: { first: 500 }, viewer: admin, requestId: 'test' };
    const { data } = await reader.subgraph.execute({ ...request, signal: new AbortController().signal });
    return JSON.parse(JSON.stringify(data)).auditEntries;
  };
  try {
    for (const runner of runners) assert.ok(await runner.caughtUp(10_000));
    assert.deepEqual(await told(), before);
    await site.postgres.admin`update tenancy.audit_entries set action = 'wrong'`;
    for (const runner of runners) await runner.rebuild();
    for (const runner of runners) assert.ok(await runner.caughtUp(10_000));
    assert.deepEqual(await told(), before);
  } finally {
    await reader.stop();
    await deriving.stop();
  }
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7, type Viewer } from '@trekker/kit';

import { addRule, addWorld, deliveriesOf, inboxOf, publish } from './notified.ts';
import { change, PASSWORD, startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

let site: TestTenancy;
before(async () => void (site = await startTenancy()));
after(() => site[Symbol.asyncDispose]());

/** A tenant with somebody of the day's crew who is told of entries, and an entry they were told of. */
async function newSite() {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const world = await addWorld(site, admin);
  const signInName = uuidv7();
  const input = { signInName, name: 'Ann Onymous', password: PASSWORD };
  const { user } = await act(admin, 'createUser', 'user { id }', input);
  const grant = { userId: user.id, role: 'DISPATCHER', unitId: world.dayId };
  const { grant: granted } = await act(admin, 'grantRole', 'grant { id }', grant);
  const day = await viewerOf(site, slug, signInName);
  const ruleId = await addRule(site, admin, { inAppUserIds: [user.id] });
  const event = world.event();
  const payload = event.payload as object;
  const happens = async (own: Record<string, unknown>) => {
    site.clock.advance(1);
    await publish(site, tenantId, [{ ...event, payload: { ...payload, ...own } }]);
    assert.ok(await site.tenancy.caughtUp(10_000));
  };
  await happens({});
  /** What was said to whom, oldest first. */
  const said = async () => (await deliveriesOf(site, admin)).map(({ status }) => status).toReversed();
  const shown = async () => (await inboxOf(site, day)).nodes.map(({ text }) => text);
  return { admin, world, ruleId, grantId: granted.id as string, happens, said, shown };
}

function act(admin: Viewer, field: string, selection: string, input: Record<string, unknown>) {
  return change(site, { field, selection, input }, { viewer: admin });
}

const later = () => ({ status: 'REVISED', at: Date.now() - 2_000 });

test('what is still true is corrected and never withdrawn when its rule was deleted, disabled or changed', async () => {
  const changes: readonly [field: string, selection: string, own: Record<string, unknown>][] = [
    ['deleteNotificationRule', 'ruleId', {}],
    ['updateNotificationRule', 'rule { id }', { enabled: false }],
    ['updateNotificationRule', 'rule { id }', { inAppUserIds: [] }],
    ['updateNotificationRule', 'rule { id }', { kinds: ['LEFT'] }],
  ];
  for (const [field, selection, own] of changes) {
    const { admin, ruleId, happens, said, shown } = await newSite();
    assert.deepEqual((await act(admin, field, selection, { ruleId, ...own })).refused, []);
    await happens(later());
    assert.deepEqual(await shown(), ['Corrected: A person entered Crane <1>.'], `${field} ${JSON.stringify(own)}`);
    assert.deepEqual(await said(), ['NEW', 'REVISED']);
  }
});

test('who may not see somebody any more hears nothing of a correction, and nothing false', async () => {
  const { admin, grantId, happens, said } = await newSite();
  await act(admin, 'revokeGrant', 'grantId', { grantId });
  await happens(later());
  assert.deepEqual(await said(), ['NEW']);
});

test('what was not so is withdrawn from whoever heard, also without a rule', async () => {
  const { admin, ruleId, happens, said, shown } = await newSite();
  await act(admin, 'deleteNotificationRule', 'ruleId', { ruleId });
  await happens({ status: 'RETRACTED' });
  assert.deepEqual(await said(), ['NEW', 'RETRACTED']);
  assert.deepEqual(await shown(), ['Withdrawn: A person entered Crane <1>.']);
});

test('what turns out to be of somebody else is withdrawn of the first, also without a rule', async () => {
  const { admin, world, ruleId, happens, said } = await newSite();
  await act(admin, 'deleteNotificationRule', 'ruleId', { ruleId });
  await happens({ status: 'REVISED', personId: world.nightPersonId });
  assert.deepEqual(await said(), ['NEW', 'RETRACTED']);
  await happens(later());
  assert.deepEqual(await said(), ['NEW', 'RETRACTED', 'REVISED'], 'and was of the first after all');
});

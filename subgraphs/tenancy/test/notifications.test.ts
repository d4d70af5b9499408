import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { addRule, addWorld, inboxOf, publish } from './notified.ts';
import { startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

let site: TestTenancy;
before(async () => void (site = await startTenancy()));
after(() => site[Symbol.asyncDispose]());

test('an event that fits a rule is shown to its users, once', async () => {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const world = await addWorld(site, admin);
  await addRule(site, admin, { inAppUserIds: [admin.actor.id] });
  const event = world.event();
  await publish(site, tenantId, [event, event, world.event({ kind: 'CROSSED' })]);
  assert.ok(await site.tenancy.caughtUp(10_000));
  const { nodes, unreadCount } = await inboxOf(site, admin);
  assert.equal(unreadCount, 1);
  assert.equal(nodes.length, 1);
  const [shown] = nodes;
  assert.equal(shown.text, 'A person entered Crane <1>.');
  assert.deepEqual([shown.status, shown.ruleName, shown.person.id], ['NEW', 'Entries', world.dayPersonId]);
});

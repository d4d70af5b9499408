import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';

import { addRule, addWorld, inboxOf, publish } from './notified.ts';
import { startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

const THROTTLE_SECONDS = 60;
const HOUR_MS = 3_600_000;

let site: TestTenancy;
before(async () => void (site = await startTenancy()));
after(() => site[Symbol.asyncDispose]());

/** A tenant with a rule that tells of one subject at most once a minute. */
async function newSite() {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const world = await addWorld(site, admin);
  await addRule(site, admin, {
    throttleSeconds: THROTTLE_SECONDS,
    lateAfterMinutes: 600,
    inAppUserIds: [admin.actor.id],
  });
  type Event = ReturnType<typeof world.event>;
  const happens = async (...events: Event[]) => {
    site.clock.advance(5_000);
    await publish(site, tenantId, events);
    assert.ok(await site.tenancy.caughtUp(10_000));
  };
  /** What is shown, oldest first. */
  const shown = async () =>
    (await inboxOf(site, admin)).nodes.map(({ status, person }) => `${status} ${person?.id}`).toReversed();
  const again = (event: Event, own: Record<string, unknown>): Event => ({
    ...event,
    payload: { ...(event.payload as object), ...own },
  });
  return { slug, admin, world, happens, shown, again };
}

test('a correction of something long ago holds nothing new back', async () => {
  const { world, happens, shown, again } = await newSite();
  const old = world.event();
  await happens(old);
  site.clock.advance(HOUR_MS);
  await happens(again(old, { status: 'REVISED', at: Date.now() - 2_000 }));
  await happens(world.event());
  assert.deepEqual(await shown(), [`REVISED ${world.dayPersonId}`, `NEW ${world.dayPersonId}`]);
});

test('a false alarm that was withdrawn does not hold the true one back', async () => {
  const { world, happens, shown, again } = await newSite();
  const wrong = world.event();
  await happens(wrong);
  await happens(again(wrong, { status: 'RETRACTED' }));
  await happens(world.event());
  assert.deepEqual(await shown(), [`RETRACTED ${world.dayPersonId}`, `NEW ${world.dayPersonId}`]);
});

test('what a false alarm held back is told when the alarm is withdrawn, and then holds the next back', async () => {
  const { world, happens, shown, again } = await newSite();
  const wrong = world.event();
  await happens(wrong);
  const held = world.event();
  // Known at once and later, so that only the time of what happened says which was first.
  await happens(world.event({ kind: 'LEFT', at: Date.now() }), held);
  assert.equal((await shown()).length, 1);
  await happens(again(wrong, { status: 'RETRACTED' }), again(held, { status: 'REVISED', at: Date.now() - 2_000 }));
  const told = [`RETRACTED ${world.dayPersonId}`, `REVISED ${world.dayPersonId}`];
  assert.deepEqual(await shown(), told);
  // A minute after it happened, but not yet after it was told.
  site.clock.advance((THROTTLE_SECONDS - 9) * 1_000);
  await happens(world.event());
  assert.deepEqual(await shown(), told);
});

test('an alarm that turns out to be of somebody else holds back what that one does, and no more of the first', async () => {
  const { world, happens, shown, again } = await newSite();
  const wrong = world.event();
  await happens(wrong);
  await happens(again(wrong, { status: 'REVISED', personId: world.nightPersonId }));
  await happens(world.event(), world.event({ personId: world.nightPersonId }));
  assert.deepEqual(await shown(), [`REVISED ${world.nightPersonId}`, `NEW ${world.dayPersonId}`]);
});

test('what was held back as of somebody else is told when it turns out whose it was', async () => {
  const { world, happens, shown, again } = await newSite();
  const second = world.event();
  await happens(world.event(), second);
  assert.equal((await shown()).length, 1);
  await happens(again(second, { status: 'REVISED', personId: world.nightPersonId }));
  assert.deepEqual(await shown(), [`NEW ${world.dayPersonId}`, `NEW ${world.nightPersonId}`]);
});

test('a correction of what was held back does not send it, however much later it comes', async () => {
  const { world, happens, shown, again } = await newSite();
  const second = world.event();
  await happens(world.event(), second);
  site.clock.advance(HOUR_MS);
  await happens(again(second, { status: 'REVISED', at: Date.now() - 3_000 }));
  assert.deepEqual(await shown(), [`NEW ${world.dayPersonId}`]);
});

test('what reached nobody holds nothing back', async () => {
  const { slug, admin, world, happens, shown } = await newSite();
  const hidden = uuidv7();
  const rule = { throttleSeconds: THROTTLE_SECONDS, lateAfterMinutes: 600, kinds: ['CROSSED'] };
  // Whoever may not be told is no recipient.
  await addRule(site, admin, { ...rule, name: 'Hidden', personIds: [world.dayPersonId], endpointIds: [] });
  await happens(world.event({ kind: 'CROSSED' }));
  const updated = await site.run(
    `mutation U($input: UpdateNotificationRuleInput!) { updateNotificationRule(input: $input) { userErrors { code } } }`,
    {
      viewer: admin,
      variables: { input: { ruleId: await ruleNamed(slug, 'Hidden'), inAppUserIds: [admin.actor.id] } },
    },
  );
  assert.deepEqual(updated.data.updateNotificationRule.userErrors, []);
  await happens(world.event({ kind: 'CROSSED' }), world.event({ trackerId: hidden, kind: 'CROSSED' }));
  assert.deepEqual(await shown(), [`NEW ${world.dayPersonId}`]);
});

async function ruleNamed(slug: string, name: string): Promise<string> {
  const viewer = await viewerOf(site, slug);
  const { data } = await site.run(`{ notificationRules { nodes { id name } } }`, { viewer });
  return data.notificationRules.nodes.find((rule: { name: string }) => rule.name === name).id;
}

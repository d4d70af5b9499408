import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7, type Viewer } from '@trekker/kit';

import { addRule, addWorld, deliveriesOf, inboxOf, publish, until } from './notified.ts';
import { startMailServer } from './receivers.ts';
import { change, startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

const HOUR_MS = 3_600_000;
const NONE = { leftOut: [], quietHours: null };

let mail: Awaited<ReturnType<typeof startMailServer>>;
let site: TestTenancy;
before(async () => {
  mail = await startMailServer(() => null);
  site = await startTenancy({
    TREKKER_TENANCY_SMTP_HOST: '127.0.0.1',
    TREKKER_TENANCY_SMTP_PORT: String(mail.port),
    TREKKER_TENANCY_SMTP_TLS: 'none',
  });
});
after(async () => {
  await site[Symbol.asyncDispose]();
  await mail[Symbol.asyncDispose]();
});

/** A user whom a rule tells of everything, in the app and by e-mail. */
async function toldUser(kinds: readonly string[]) {
  const { slug, tenantId } = await site.tenant();
  const user = await viewerOf(site, slug);
  const address = `${uuidv7()}@example.org`;
  await change(site, { field: 'setOwnEmail', selection: 'changed', input: { email: address } }, { viewer: user });
  const world = await addWorld(site, user);
  const userIds = [user.actor.id];
  await addRule(site, user, { kinds, inAppUserIds: userIds, emailUserIds: userIds });
  const happens = (...events: ReturnType<typeof world.event>[]) => publish(site, tenantId, events);
  const told = (filter: object = {}) => deliveriesOf(site, user, { ...filter });
  return { user, world, happens, told, mails: () => mail.mails.filter(({ to }) => to.includes(address)) };
}

function prefer(viewer: Viewer, input: Record<string, unknown>) {
  const selection = 'preferences { leftOut { kind channels } quietHours { from to timeZone } changedAt }';
  return change(site, { field: 'setNotificationPreferences', selection, input: { ...NONE, ...input } }, { viewer });
}

test('what a user leaves out is noted and not sent, and everything else is', async () => {
  const { user, world, happens, told, mails } = await toldUser(['ENTERED', 'LEFT']);
  await prefer(user, {
    leftOut: [
      { kind: 'ENTERED', channels: ['EMAIL'] },
      { kind: 'LEFT', channels: ['IN_APP'] },
    ],
  });
  await happens(world.event(), world.event({ kind: 'LEFT' }));
  const all = await until(told, (each) => each.length === 4 && each.every(({ state }) => state !== 'PENDING'));
  const outcome = all.map(({ kind, channel, state, lastError }) => [kind, channel, state, lastError].join());
  assert.deepEqual(outcome.toSorted(), [
    'ENTERED,EMAIL,NOT_SENT,left out by preference',
    'ENTERED,IN_APP,DELIVERED,',
    'LEFT,EMAIL,DELIVERED,',
    'LEFT,IN_APP,NOT_SENT,left out by preference',
  ]);
  assert.deepEqual(
    (await inboxOf(site, user)).nodes.map(({ kind }) => kind),
    ['ENTERED'],
  );
  assert.equal(mails().length, 1);
});

test('a user’s own quiet hours hold e-mails back in the user’s zone, but none of a muster', async () => {
  const { user, world, happens, told } = await toldUser(['ENTERED', 'MUSTER_STARTED']);
  // Two hours ahead of Coordinated Universal Time all year round.
  const wall = (at: number) => new Date(at + 2 * HOUR_MS).toISOString().slice(11, 16);
  const now = site.clock.now();
  const quietHours = { from: wall(now - HOUR_MS), to: wall(now + HOUR_MS), timeZone: 'Africa/Maputo' };
  assert.deepEqual((await prefer(user, { quietHours })).preferences.quietHours, quietHours);
  const started = {
    eventId: uuidv7(),
    status: 'NEW',
    kind: 'MUSTER_STARTED',
    musterId: uuidv7(),
    mode: 'LIVE',
    name: 'Fire',
    at: now,
  };
  await happens(world.event(), { topic: 'headcount-events', type: 'muster-event', payload: started });
  const of = (kind: string, all: any[]) => all.find((each) => each.kind === kind && each.channel === 'EMAIL');
  const all = await until(
    () => told(),
    (each) => of('MUSTER_STARTED', each)?.state === 'DELIVERED' && of('ENTERED', each),
  );
  const { state, nextAttemptAt } = of('ENTERED', all);
  assert.deepEqual([state, wall(Date.parse(nextAttemptAt))], ['PENDING', quietHours.to]);
});

test('who heard of something hears of its correction although it is left out since', async () => {
  const { user, world, happens, told } = await toldUser(['ENTERED']);
  const entered = world.event();
  await happens(entered);
  await until(
    () => told(),
    (all) => all.length === 2 && all.every(({ state }) => state === 'DELIVERED'),
  );
  await prefer(user, { leftOut: [{ kind: 'ENTERED', channels: ['IN_APP', 'EMAIL'] }] });
  await happens({ ...entered, payload: { ...(entered.payload as object), status: 'RETRACTED' } });
  const all = await until(
    () => told(),
    (each) => each.length === 4 && each.every(({ state }) => state === 'DELIVERED'),
  );
  assert.equal(all.filter(({ status }) => status === 'RETRACTED').length, 2);
});

test('preferences are those of the user who asks; what is wrong with them is named', async () => {
  const { user } = await toldUser(['ENTERED']);
  const query =
    '{ notificationPreferences { userId email leftOut { kind } quietHours { from } urgentKinds changedAt } }';
  const read = async (viewer: Viewer) => (await site.run(query, { viewer })).data.notificationPreferences;
  const untouched = await read(user);
  assert.deepEqual([untouched.userId, untouched.leftOut, untouched.changedAt], [user.actor.id, [], null]);
  assert.ok(untouched.urgentKinds.includes('MUSTER_STARTED'));
  await prefer(user, { leftOut: [{ kind: 'LEFT', channels: ['EMAIL'] }] });
  assert.deepEqual((await read(user)).leftOut, [{ kind: 'LEFT' }]);
  const stranger = await viewerOf(site, (await site.tenant()).slug);
  assert.deepEqual((await read(stranger)).leftOut, []);
  await site.run('mutation { setOwnEmail(input: { email: "ada@example.org" }) { changed } }', { viewer: user });
  assert.deepEqual([(await read(user)).email, (await read(stranger)).email], ['ada@example.org', null]);

  const refused = async (input: Record<string, unknown>) => (await prefer(user, input)).refused;
  const of = (kind: string, ...channels: string[]) => ({ kind, channels });
  assert.deepEqual(await refused({ leftOut: [of('MUSTER_STARTED', 'EMAIL', 'IN_APP')] }), [
    'leftOut.0.channels URGENT',
  ]);
  assert.deepEqual(await refused({ leftOut: [of('TEST', 'EMAIL')] }), ['leftOut.0.kind INVALID']);
  assert.deepEqual(await refused({ leftOut: [of('LEFT', 'WEBHOOK')] }), ['leftOut.0.channels.0 INVALID']);
  assert.deepEqual(await refused({ leftOut: [of('LEFT')] }), ['leftOut.0.channels INVALID']);
  assert.deepEqual(await refused({ leftOut: [of('LEFT', 'EMAIL'), of('LEFT', 'IN_APP')] }), ['leftOut.1.kind INVALID']);
  assert.deepEqual(await refused({ quietHours: { from: '22:00', to: '06:00', timeZone: 'Mars/Base' } }), [
    'quietHours.timeZone INVALID',
  ]);
  assert.deepEqual((await read(user)).leftOut, [{ kind: 'LEFT' }], 'what was refused changes nothing');
});

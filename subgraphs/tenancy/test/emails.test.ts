import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { readConfig, uuidv7, type Viewer } from '@trekker/kit';

import { tenancyOptions } from '../src/config.ts';
import { createMailer } from '../src/workers/deliveries/mailer.ts';
import { addRule, addWorld, deliveriesOf, publish, until } from './notified.ts';
import { startMailServer } from './receivers.ts';
import { change, startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

type MailServer = Awaited<ReturnType<typeof startMailServer>>;

const HOUR_MS = 3_600_000;

/** Mailboxes that were busy once. */
const asked = new Set<string>();
let mail: MailServer;
let site: TestTenancy;
before(async () => {
  mail = await startMailServer((address) => {
    if (address.startsWith('gone')) return 550;
    if (!address.startsWith('busy') || asked.has(address)) return null;
    asked.add(address);
    return 451;
  });
  site = await startTenancy(
    {
      TREKKER_TENANCY_SMTP_HOST: '127.0.0.1',
      TREKKER_TENANCY_SMTP_PORT: String(mail.port),
      TREKKER_TENANCY_SMTP_TLS: 'none',
      TREKKER_TENANCY_SMTP_FROM: 'Site <site@trekker.example>',
      TREKKER_WEB_PUBLIC_URL: 'https://trekker.example',
    },
    { random: () => 0.5 },
  );
});
after(async () => {
  await site[Symbol.asyncDispose]();
  await mail[Symbol.asyncDispose]();
});

async function newSite(rule: Record<string, unknown>) {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const world = await addWorld(site, admin);
  await addRule(site, admin, rule);
  const happens = (...events: ReturnType<typeof world.event>[]) => publish(site, tenantId, events);
  return { admin, world, happens, mails: () => deliveriesOf(site, admin, { channel: 'EMAIL' }) };
}

function setEmail(viewer: Viewer, input: Record<string, unknown>) {
  const field = 'userId' in input ? 'setUserEmail' : 'setOwnEmail';
  return change(site, { field, selection: 'changed', input }, { viewer });
}
function mailsTo(address: string) {
  return mail.mails.filter(({ to }) => to.includes(address)).map(({ raw }) => raw);
}

test('each mailbox gets an e-mail of its own, as text and HTML, escaped, with a link and no name of a person', async () => {
  const [one, two] = [`${uuidv7()}@example.org`, `${uuidv7()}@example.org`];
  const { world, happens, mails } = await newSite({ emailAddresses: [one, two, one.toUpperCase()] });
  await happens(world.event());
  const sent = await until(mails, (all) => all.length === 2 && all.every(({ state }) => state === 'DELIVERED'));
  assert.deepEqual(sent.map(({ emailAddress }) => emailAddress).toSorted(), [one, two].toSorted());
  const [raw, ...others] = mailsTo(one);
  assert.ok(raw && !others.length && !raw.includes(two));
  assert.match(raw, /^From: Site <site@trekker\.example>\r$/m);
  assert.match(raw, /^Subject: A person entered Crane <1>\.\r$/m);
  const delivery = sent.find(({ emailAddress }) => emailAddress === one);
  assert.ok(raw.includes(`Message-ID: <${delivery?.id}@trekker.example>`));
  assert.match(raw, /multipart\/alternative/);
  assert.match(raw, /Crane &lt;1&gt;/);
  const [, body = ''] = raw.split(/\r\n\r\n(.*)/s);
  assert.ok(body.replaceAll('=\r\n', '').includes(`https://trekker.example/people/${world.dayPersonId}`));
  assert.match(body, /Europe\/Madrid/);
});

test('a mailbox that is busy is tried again, one that is refused for good is not', async () => {
  const [busy, gone] = [`busy-${uuidv7()}@example.org`, `gone-${uuidv7()}@example.org`];
  const { world, happens, mails } = await newSite({ emailAddresses: [busy, gone] });
  const of = async (address: string) => (await mails()).find(({ emailAddress }) => emailAddress === address);
  await happens(world.event());
  const refused = await until(
    () => of(gone),
    (one) => one?.settledAt,
  );
  assert.deepEqual([refused?.state, refused?.lastStatusCode], ['REFUSED', 550]);
  const failed = await until(
    () => of(busy),
    (one) => one?.attempts[0]?.finishedAt,
  );
  assert.deepEqual([failed?.state, failed?.lastStatusCode], ['PENDING', 451]);
  site.clock.set(Date.parse(failed?.nextAttemptAt));
  await until(
    () => of(busy),
    (one) => one?.state === 'DELIVERED',
  );
  assert.equal(mailsTo(busy).length, 1);
});

test('in quiet hours e-mails wait for their end, and what was withdrawn by then is never sent', async () => {
  const [night, never] = [`night-${uuidv7()}@example.org`, `never-${uuidv7()}@example.org`];
  const wall = (at: number) => new Date(at).toISOString().slice(11, 16);
  const now = site.clock.now();
  const quietHours = { from: wall(now - HOUR_MS), to: wall(now + HOUR_MS), timeZone: 'Etc/UTC' };
  const { world, happens, mails, admin } = await newSite({ quietHours, kinds: ['ENTERED'], emailAddresses: [night] });
  await addRule(site, admin, { quietHours, kinds: ['LEFT'], emailAddresses: [never], name: 'Leaving' });
  const left = world.event({ kind: 'LEFT' });
  await happens(world.event(), left);
  const waiting = await until(mails, (all) => all.length === 2);
  for (const { state, nextAttemptAt } of waiting) {
    assert.deepEqual([state, wall(Date.parse(nextAttemptAt))], ['PENDING', quietHours.to]);
  }
  await happens({ ...left, payload: { ...(left.payload as object), status: 'RETRACTED' } });
  await until(mails, (all) => all.some(({ state }) => state === 'SUPERSEDED'));
  assert.equal(mailsTo(night).length, 0);
  site.clock.advance(HOUR_MS);
  await until(mails, (all) => all.some(({ state }) => state === 'DELIVERED'));
  assert.deepEqual([mailsTo(night).length, mailsTo(never).length], [1, 0]);
});

test('users are told by e-mail at the address they or an administrator set, which nobody else may', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const rule = { name: 'Mail', kinds: ['ENTERED'], emailUserIds: [admin.actor.id] };
  const make = () =>
    change(
      site,
      { field: 'createNotificationRule', selection: 'rule { emailUsers { userId hasEmail } }', input: rule },
      { viewer: admin },
    );
  assert.deepEqual((await make()).refused, ['emailUserIds.0 NO_ADDRESS']);
  for (const email of ['nonsense', 'a@b@c', 'x@example.org, y@example.org', 'a\r\nb@example.org']) {
    assert.deepEqual((await setEmail(admin, { email })).refused, ['email INVALID'], email);
  }
  assert.equal((await setEmail(admin, { email: ' Ada@Example.org ' })).changed, true);
  assert.deepEqual((await make()).rule.emailUsers, [{ userId: admin.actor.id, hasEmail: true }]);
  const input = { signInName: 'ann', name: 'Ann', password: 'correct horse battery staple' };
  const { user } = await change(
    site,
    { field: 'createUser', selection: 'user { id email }', input },
    { viewer: admin },
  );
  assert.equal(user.email, null);
  const ann = await viewerOf(site, slug, 'ann');
  assert.equal((await setEmail(ann, { email: 'ann@example.org' })).changed, true);
  await assert.rejects(setEmail(ann, { userId: admin.actor.id, email: 'ann@example.org' }), /FORBIDDEN/);
  assert.equal((await setEmail(admin, { userId: user.id, email: null })).changed, true);
});

test('a trial reaches everybody a rule tells', async () => {
  const address = `${uuidv7()}@example.org`;
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const ruleId = await addRule(site, admin, { emailAddresses: [address], inAppUserIds: [admin.actor.id] });
  const trial = { field: 'testNotificationRule', selection: 'deliveries { channel state text }', input: { ruleId } };
  const { deliveries } = await change(site, trial, { viewer: admin });
  assert.deepEqual(deliveries.map(({ channel, state }: any) => `${channel} ${state}`).toSorted(), [
    'EMAIL PENDING',
    'IN_APP DELIVERED',
  ]);
  await until(
    () => mailsTo(address).length,
    (sent) => sent === 1,
  );
});

test('an e-mail takes nothing from files or addresses, whatever its text is', async () => {
  const mailer = createMailer({
    ...readConfig(tenancyOptions, {}),
    smtpHost: '127.0.0.1',
    smtpPort: mail.port,
    smtpTls: 'none',
  });
  assert.ok(mailer);
  const to = `${uuidv7()}@example.org`;
  const { signal } = new AbortController();
  for (const source of [{ path: import.meta.filename }, { href: 'http://127.0.0.1:9/' }]) {
    const letter = { to, messageId: to, subject: 'A', text: 'B', html: source as unknown as string, signal };
    assert.match((await mailer.send(letter)).error ?? '', /access rejected/);
  }
  mailer.close();
  assert.deepEqual(mailsTo(to), []);
});

test('where no mail server is set a rule that wants e-mail is refused, and says why', async () => {
  await using off = await startTenancy();
  const { slug } = await off.tenant();
  const admin = await viewerOf(off, slug);
  const input = { name: 'Mail', kinds: ['ENTERED'], emailAddresses: ['ann@example.org'] };
  const made = await change(
    off,
    { field: 'createNotificationRule', selection: 'rule { id }', input },
    { viewer: admin },
  );
  assert.deepEqual([made.rule, made.refused], [null, [' EMAIL_OFF']]);
});

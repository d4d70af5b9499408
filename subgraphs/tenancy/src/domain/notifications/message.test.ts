import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Webhook } from 'standardwebhooks';

import { emailOf } from './email.ts';
import { NO_FACTS } from './happening.ts';
import { NOTIFICATION_KINDS } from './kinds.ts';
import { messageType, webhookBody, type Message } from './message.ts';
import { sentenceOf } from './sentence.ts';
import { secretText, webhookHeaders } from './webhook-signature.ts';

const at = Date.parse('2026-11-20T13:05:00Z');
const message: Message = {
  eventId: 'e1',
  revision: 2,
  status: 'REVISED',
  kind: 'EXCLUSION_VIOLATED',
  at,
  facts: { ...NO_FACTS, geofenceId: 'z', geofenceKind: 'EXCLUSION', placeId: 'p', trackerId: 't', personId: 'ann' },
  geofenceName: 'Crane <b>1</b> & "co"',
  placeName: 'Yard\r\nBcc: all@example.org',
  timeZone: 'Europe/Berlin',
  ruleName: "Bob's <rule>",
};

test('a webhook tells what, when, where and of whom, with ids and a link', () => {
  const { data, ...envelope } = JSON.parse(webhookBody(message, 'https://trekker.example.org'));
  assert.deepEqual(envelope, { type: 'geofence.exclusion_violated', timestamp: '2026-11-20T13:05:00.000Z' });
  assert.deepEqual(data, {
    eventId: 'e1',
    status: 'REVISED',
    revision: 2,
    kind: 'EXCLUSION_VIOLATED',
    at: '2026-11-20T13:05:00.000Z',
    geofence: { id: 'z', name: message.geofenceName, kind: 'EXCLUSION' },
    place: { id: 'p', name: message.placeName },
    trackerId: 't',
    personId: 'ann',
    text: `Corrected: A person is in ${message.geofenceName}, where nobody may be.`,
    link: 'https://trekker.example.org/people/ann',
  });
});

test('types of webhooks are dotted, and different for each kind', () => {
  assert.equal(messageType('LIMIT_EXCEEDED'), 'headcount.limit_exceeded');
  assert.equal(messageType('MUSTER_STARTED'), 'muster.started');
  assert.equal(messageType('TEST'), 'notification.test');
  assert.equal(new Set(NOTIFICATION_KINDS.map(messageType)).size, NOTIFICATION_KINDS.length);
});

test('an e-mail escapes what it is told, and its subject stays on one line', () => {
  const { subject, text, html } = emailOf({ ...message, geofenceName: 'A\r\nBcc: x' }, 'https://trekker.example.org');
  assert.equal(subject, 'Corrected: A person is in A Bcc: x, where nobody may be.');
  assert.match(text, /When: 2026-11-20 14:05:00 \(Europe\/Berlin\)/);
  assert.match(text, /https:\/\/trekker\.example\.org\/people\/ann/);
  assert.match(html, /Bob&#39;s &lt;rule&gt;/);
  assert.ok(!emailOf(message, 'https://trekker.example.org').html.includes('<b>'));
});

test('each kind has a sentence of its own, which names zones and counts', () => {
  const sentences = NOTIFICATION_KINDS.map((kind) =>
    sentenceOf({ kind, status: 'NEW', facts: { ...NO_FACTS, personId: 'ann' }, where: 'Yard' }),
  );
  assert.equal(new Set(sentences).size, NOTIFICATION_KINDS.length);
  const facts = { ...NO_FACTS, count: 12, maximum: 10, minimum: 2 };
  assert.equal(
    sentenceOf({ kind: 'LIMIT_EXCEEDED', status: 'RETRACTED', facts, where: 'Yard' }),
    'Withdrawn: The limit of Yard is exceeded: 12, allowed are at least 2 and at most 10.',
  );
  assert.equal(
    sentenceOf({
      kind: 'MUSTER_STARTED',
      status: 'NEW',
      facts: { ...NO_FACTS, musterMode: 'DRILL', musterName: 'North' },
      where: null,
    }),
    'Muster “North” began (drill).',
  );
});

test('either secret opens a webhook that is signed with both, and no other does', () => {
  const keys = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const body = webhookBody(message, 'https://trekker.example.org');
  const headers = webhookHeaders({ id: 'msg_1', sentAt: Date.now(), body, keys });
  for (const key of keys) assert.deepEqual(new Webhook(secretText(key)).verify(body, headers), JSON.parse(body));
  assert.throws(() => new Webhook(secretText(Buffer.alloc(32, 3))).verify(body, headers), /No matching signature/);
  assert.throws(
    () => new Webhook(secretText(Buffer.alloc(32, 1))).verify(`${body} `, headers),
    /No matching signature/,
  );
});

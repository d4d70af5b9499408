import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';

import { NO_FACTS } from '../notifications/happening.ts';
import { NOTIFICATION_KINDS } from '../notifications/kinds.ts';
import type { Message } from '../notifications/message.ts';
import { languageOf, sentenceOf } from '../notifications/sentence.ts';
import { encryptPush } from './push-encryption.ts';
import { wrongPushKey } from './push-keys.ts';
import { pushHeaders, pushText } from './push-message.ts';

const p256dh = 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4';
const auth = 'BTBZMqHH6r4Tts7J_aSIgg';
const id = '01937b6e-0000-7000-8000-000000000001';
const message: Message = {
  eventId: 'e1',
  revision: 0,
  status: 'REVISED',
  kind: 'ENTERED',
  at: 1_000,
  facts: { ...NO_FACTS, geofenceId: 'z', placeId: 'p', trackerId: 't', personId: 'ann' },
  geofenceName: 'Kran 1',
  placeName: 'Hof',
  timeZone: 'Europe/Berlin',
  ruleName: 'Kräne',
};

test('a push tells the rule, the sentence in the language of the device, and the path, and nothing else', () => {
  assert.deepEqual(pushText(message, id, 'de'), {
    title: 'Kräne',
    body: 'Berichtigt: Eine Person hat Kran 1 betreten.',
    path: '/people/ann',
    tag: id,
    at: 1_000,
    language: 'de',
  });
  const muster = { ...message, facts: { ...NO_FACTS, musterId: 'm/1' }, ruleName: null };
  assert.equal(pushText(muster, id, 'en').path, '/musters/m%2F1');
  assert.equal(pushText(muster, id, 'en').title, 'Trekker');
});

test('a muster is urgent, and what is told of one event has one topic of at most 32 characters', () => {
  assert.deepEqual(pushHeaders(message, id), { ttl: '43200', urgency: 'normal', topic: id.replaceAll('-', '') });
  assert.equal(pushHeaders({ ...message, kind: 'MUSTER_STARTED' }, id)['urgency'], 'high');
  assert.ok((pushHeaders(message, id)['topic'] ?? '').length <= 32);
});

test('the longest names still fit what push services take', () => {
  const long = '😀'.repeat(2_000);
  const text = JSON.stringify(pushText({ ...message, geofenceName: long, ruleName: long }, id, 'de'));
  assert.ok(encryptPush(text, { p256dh, auth }).length <= 4_096);
});

test('every kind has a sentence of its own in every language', () => {
  for (const language of ['en', 'de'] as const) {
    const texts = NOTIFICATION_KINDS.map((kind) =>
      sentenceOf({ kind, status: 'NEW', facts: NO_FACTS, where: 'X' }, language),
    );
    assert.equal(new Set(texts).size, NOTIFICATION_KINDS.length, language);
  }
  assert.deepEqual(['de-AT', 'DE', 'fr', '', 'constructor'].map(languageOf), ['de', 'de', 'en', 'en', 'en']);
});

test('keys that nothing can be sealed with are told apart', () => {
  assert.equal(wrongPushKey({ p256dh, auth }), null);
  const offCurve = Buffer.concat([Buffer.from([4]), randomBytes(64)]).toString('base64url');
  for (const wrong of ['', 'x', 'BC!', offCurve, p256dh.slice(0, -4)]) {
    assert.equal(wrongPushKey({ p256dh: wrong, auth }), 'p256dh', wrong);
  }
  for (const wrong of ['', 'BTBZ', `${auth}AAAA`]) assert.equal(wrongPushKey({ p256dh, auth: wrong }), 'auth', wrong);
});

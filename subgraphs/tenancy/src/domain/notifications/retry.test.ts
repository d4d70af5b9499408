import assert from 'node:assert/strict';
import { test } from 'node:test';

import { mailVerdict, pushVerdict, webhookVerdict } from './attempt.ts';
import { endpointPauseMs, longestRoundMs, pauseBefore } from './retry.ts';

const HOUR_MS = 3_600_000;
const answered = (statusCode: number | null, error: string | null = null) => ({ statusCode, error, response: null });

test('pauses grow from five seconds to a day, endpoints are tried for three days and mailboxes for one', () => {
  const pauses = Array.from({ length: 11 }, (_, index) => pauseBefore('WEBHOOK', { tries: index + 1, random: 0.5 }));
  const seconds = [5, 20, 80, 320, 1_280, 5_120, 20_480, 81_920, 86_400, 86_400];
  assert.deepEqual(pauses, [...seconds.map((each) => each * 1_000), null]);
  const total = seconds.reduce((sum, each) => sum + each, 0) / 3_600;
  assert.ok(total > 72 && total < 96, `${total} hours`);
  assert.ok(longestRoundMs('WEBHOOK') > 72 * HOUR_MS);
  assert.ok(longestRoundMs('EMAIL') > 24 * HOUR_MS && longestRoundMs('EMAIL') < 48 * HOUR_MS);
});

test('pauses differ by chance, within a fifth', () => {
  assert.equal(pauseBefore('WEBHOOK', { tries: 1, random: 0 }), 4_000);
  assert.equal(pauseBefore('WEBHOOK', { tries: 1, random: 1 }), 6_000);
});

test('who asks to be left alone for longer is, up to a day', () => {
  assert.equal(pauseBefore('WEBHOOK', { tries: 1, random: 0.5, wishMs: 60_000 }), 60_000);
  assert.equal(pauseBefore('WEBHOOK', { tries: 3, random: 0.5, wishMs: 1 }), 80_000);
  assert.equal(pauseBefore('WEBHOOK', { tries: 1, random: 0.5, wishMs: 1e12 }), 24 * HOUR_MS);
});

test('an endpoint that fails is left alone for longer each time, up to five minutes', () => {
  assert.deepEqual([0, 1, 2, 3, 20].map(endpointPauseMs), [0, 5_000, 10_000, 20_000, 300_000]);
});

test('2xx is delivered, 410 is gone, everything else is tried again', () => {
  for (const status of [200, 201, 204, 299]) assert.equal(webhookVerdict(answered(status)), 'DELIVERED');
  assert.equal(webhookVerdict(answered(410, 'answered 410')), 'GONE');
  for (const status of [301, 307, 400, 401, 404, 429, 500, 503]) {
    assert.equal(webhookVerdict(answered(status, 'answered')), 'RETRY');
  }
  assert.equal(webhookVerdict(answered(null, 'refused')), 'RETRY');
});

test('a mailbox that is refused for good is not tried again, our own sign-in is', () => {
  assert.equal(mailVerdict(answered(250)), 'DELIVERED');
  assert.equal(mailVerdict(answered(550, 'no such user')), 'REFUSED');
  assert.equal(mailVerdict(answered(451, 'later')), 'RETRY');
  assert.equal(mailVerdict(answered(535, 'bad password')), 'RETRY');
  assert.equal(mailVerdict(answered(null, 'no answer')), 'RETRY');
});

test('a push service that does not know the browser any more is believed, and what it refuses is not tried again', () => {
  for (const status of [200, 201, 202, 204]) assert.equal(pushVerdict(answered(status)), 'DELIVERED');
  for (const status of [404, 410]) assert.equal(pushVerdict(answered(status, 'answered')), 'GONE');
  for (const status of [400, 413]) assert.equal(pushVerdict(answered(status, 'answered')), 'REFUSED');
  for (const status of [301, 401, 403, 429, 500, 503, null]) {
    assert.equal(pushVerdict(answered(status, 'answered')), 'RETRY');
  }
});

test('browsers are tried for about two hours', () => {
  assert.ok(longestRoundMs('PUSH') > 1.5 * HOUR_MS && longestRoundMs('PUSH') < 3 * HOUR_MS);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createSignInThrottle, type SignInAttempt, type SignInKeys } from './sign-in-throttle.ts';

function begin(throttle: ReturnType<typeof createSignInThrottle>, who: SignInKeys): SignInAttempt {
  const attempt = throttle.begin(who, 0);
  if (typeof attempt === 'number') assert.fail(`must wait ${attempt} ms`);
  return attempt;
}

test('lets five guesses at an account through, in a row or at once and from wherever', () => {
  const inARow = createSignInThrottle();
  for (let guess = 0; guess < 5; guess += 1) begin(inARow, { account: 'ann', address: `from ${guess}` }).failed(0);
  assert.equal(inARow.begin({ account: 'ann', address: 'elsewhere' }, 0), 1_000);
  const atOnce = createSignInThrottle();
  for (let guess = 0; guess < 5; guess += 1) begin(atOnce, { account: 'ann', address: `from ${guess}` });
  assert.equal(atOnce.begin({ account: 'ann', address: 'elsewhere' }, 0), 1_000);
});

test('lets twenty guesses from an address through, in a row or at once and whatever the accounts', () => {
  const throttle = createSignInThrottle();
  for (let guess = 0; guess < 20; guess += 1) begin(throttle, { account: `number ${guess}`, address: 'lab' }).failed(0);
  assert.equal(throttle.begin({ account: 'ann', address: 'lab' }, 0), 1_000);
  begin(throttle, { account: 'ann', address: 'home' });
  const atOnce = createSignInThrottle();
  for (let guess = 0; guess < 20; guess += 1) begin(atOnce, { account: `number ${guess}`, address: 'lab' });
  assert.equal(atOnce.begin({ account: 'ann', address: 'lab' }, 0), 1_000);
});

test('forgets the failures of the account that succeeded and keeps those of the address', () => {
  const throttle = createSignInThrottle();
  for (let guess = 0; guess < 4; guess += 1) begin(throttle, { account: 'ann', address: 'lab' }).failed(0);
  begin(throttle, { account: 'ann', address: 'lab' }).succeeded();
  begin(throttle, { account: 'ann', address: 'home' }).failed(0);
  begin(throttle, { account: 'ann', address: 'home' });
  for (let guess = 4; guess < 20; guess += 1) begin(throttle, { account: `number ${guess}`, address: 'lab' }).failed(0);
  assert.equal(throttle.begin({ account: 'bob', address: 'lab' }, 0), 1_000);
});

test('counts neither successes nor abandoned attempts against anybody', () => {
  const throttle = createSignInThrottle();
  const who = { account: 'ann', address: 'lab' };
  for (let time = 0; time < 50; time += 1) begin(throttle, who).succeeded();
  for (let time = 0; time < 50; time += 1) begin(throttle, who).abandoned();
});

test('forgets the account that failed longest ago beyond its limit', () => {
  const throttle = createSignInThrottle(1);
  for (let guess = 0; guess < 5; guess += 1) begin(throttle, { account: 'ann', address: `from ${guess}` }).failed(0);
  begin(throttle, { account: 'bob', address: 'lab' }).failed(0);
  begin(throttle, { account: 'ann', address: 'home' });
});

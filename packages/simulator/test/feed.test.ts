import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { encodeOsmAnd } from '@trekker/protocols';
import { createFeed, fixAt, osmAndSender } from '@trekker/simulator';
import {
  type Answer,
  BEGIN,
  HASTE,
  door,
  feedInto,
  gapsSeconds,
  movers,
  personOf,
  sleep,
  started,
  until,
} from './feeding.ts';

test('reports where everybody is, every two seconds or so, in order', async (t) => {
  const site = await door(t);
  const feed = feedInto(t, site.url);
  await feed.start();
  await until(() => site.accepted.length >= 100);
  await feed.stop();

  assert.equal(new Set(site.accepted.map(({ identifier }) => identifier)).size, movers.length);
  for (const { identifier, recordedAt, form } of site.accepted) {
    const person = personOf.get(identifier);
    assert.ok(person);
    const fix = fixAt(person, recordedAt);
    assert.equal(form, fix && encodeOsmAnd(fix));
  }
  const gaps = gapsSeconds(site.accepted);
  assert.ok(
    gaps.every((gap) => gap >= 1 && gap <= 3),
    gaps.join(' '),
  );
  assert.ok(new Set(gaps).size > 1);
  assert.equal(feed.progress().retried, 0);
});

test('loses nothing while the server fails, and keeps to one request a person', async (t) => {
  const site = await door(t);
  const failures = [
    (response: ServerResponse) => response.writeHead(503).end(),
    (response: ServerResponse) => response.writeHead(404).end(),
    (response: ServerResponse) => response.destroy(),
    (response: ServerResponse) => response.end(),
  ];
  site.answer = (response) => void failures[site.requests % failures.length]?.(response);
  const feed = feedInto(t, site.url);
  await feed.start();
  await until(() => feed.progress().accepted >= 60 && feed.progress().retried >= 60);
  await feed.stop();

  const gaps = gapsSeconds(site.accepted);
  assert.ok(
    gaps.every((gap) => gap >= 1 && gap <= 3),
    gaps.join(' '),
  );
  assert.equal(site.overlaps, 0);
  assert.equal(feed.progress().dropped, 0);
});

test('drops the oldest when more wait than the buffer holds, and then catches up', async (t) => {
  const site = await door(t);
  site.answer = (response) => void response.writeHead(503).end();
  const feed = feedInto(t, site.url, { bufferedFixes: 30, backoffMs: { first: 500, longest: 2000 } });
  const startedAt = performance.now();
  await feed.start();
  const outageMs = 240_000;
  await setTimeout(outageMs / HASTE);
  site.answer = (response) => void response.end();
  await until(() => site.accepted.length >= 200);
  await feed.stop();

  const { dropped } = feed.progress();
  // A fix a second at most, for as long as it took.
  const most = movers.length * ((performance.now() - startedAt) / 1_000) * HASTE;
  assert.ok(dropped > 350 && dropped < most, `${dropped} of at most ${most}`);
  assert.ok(gapsSeconds(site.accepted).filter((gap) => gap > 60).length >= movers.length, 'one hole for everybody');
});

test('waits longer before each further attempt, but no longer than the longest wait', async (t) => {
  const site = await door(t);
  site.answer = (response) => void response.writeHead(503).end();
  const waits: number[] = [];
  const [person] = movers;
  assert.ok(person);
  const feed = feedInto(t, site.url, {
    movers: [person],
    backoffMs: { first: 100, longest: 1000 },
    sleep: async (ms, signal) => {
      waits.push(ms);
      await sleep(1, signal);
    },
  });
  await feed.start();
  await until(() => site.requests >= 8);
  await feed.stop();
  // The first wait is for the first fix to be due.
  for (const [index, wait] of waits.slice(1).entries()) {
    const longest = Math.min(100 * 2 ** index, 1000);
    assert.ok(wait >= longest / 2 && wait <= longest, waits.join(' '));
  }
});

test('stops at once in the middle of a pause or a request, and sends nothing afterwards', async (t) => {
  const hang: Answer = () => {};
  const answers: Answer[] = [(response) => void response.writeHead(503).end(), hang];
  for (const answer of answers) {
    const site = await door(t);
    site.answer = answer;
    const feed = feedInto(t, site.url, { backoffMs: { first: 3_600_000, longest: 3_600_000 } });
    await feed.start();
    // In the middle of a request: it has come; in the middle of a pause: the refusal has gone back.
    const retried = answer === hang ? 0 : movers.length;
    await until(() => site.requests >= movers.length && feed.progress().retried === retried);
    const before = performance.now();
    await feed.stop();
    await feed.stop();
    assert.ok(performance.now() - before < 30_000, 'an hour of waiting is broken off');
    assert.deepEqual(feed.progress(), { accepted: 0, retried, dropped: 0 });
    const { requests } = site;
    await setTimeout(50);
    assert.equal(site.requests, requests);
  }
});

test('never reports twice in a second, the smallest step of the protocol', async (t) => {
  const site = await door(t);
  const feed = feedInto(t, site.url, { intervalMs: 200 });
  await feed.start();
  await until(() => site.accepted.length >= 50);
  await feed.stop();
  assert.ok(gapsSeconds(site.accepted).every((gap) => gap >= 1));
});

test('sends nothing once stopped, even through a sender that does not look at its signal', async (t) => {
  const calls = { count: 0 };
  const feed = feedInto(t, 'http://127.0.0.1:1/', {
    backoffMs: { first: 3_600_000, longest: 3_600_000 },
    senderOf: () => async () => {
      calls.count++;
      return 'retry';
    },
  });
  await feed.start();
  await until(() => calls.count === movers.length);
  await feed.stop();
  assert.equal(calls.count, movers.length);
});

test('stops when its signal aborts', async (t) => {
  const site = await door(t);
  const controller = new AbortController();
  const feed = feedInto(t, site.url, { signal: controller.signal });
  await feed.start();
  await until(() => site.requests >= 5);
  controller.abort();
  await feed.stop();
  // What was on its way when the signal came still arrives.
  await setTimeout(100);
  const { requests } = site;
  await setTimeout(200);
  assert.equal(site.requests, requests);
});

/** As fast as life, on the day of the tests. */
const nowOnDuty = () => BEGIN + (performance.now() - started);

test('runs on the timers of the machine where no others are given', async (t) => {
  const site = await door(t);
  const feed = createFeed({
    movers,
    senderOf: () => osmAndSender(site.url),
    clock: { now: nowOnDuty },
    intervalMs: 200,
  });
  t.after(() => feed.stop());
  await feed.start();
  await until(() => site.accepted.length >= movers.length);
  await feed.stop();
});

test('switches one more tracker on while it runs', async (t) => {
  const site = await door(t);
  const [one, other] = movers;
  assert.ok(one && other);
  const feed = feedInto(t, site.url, { movers: [one] });
  await feed.start();
  await until(() => site.accepted.length >= 3);
  feed.switchOn(other);
  await until(() => site.accepted.some(({ identifier }) => identifier === other.identifier));
});

test('tells of every fix that was acknowledged', async (t) => {
  const site = await door(t);
  const told: number[] = [];
  const feed = feedInto(t, site.url, { onAccepted: ({ recordedAt }) => told.push(recordedAt) });
  await feed.start();
  await until(() => told.length >= 20);
  await feed.stop();
  assert.equal(told.length, feed.progress().accepted);
});

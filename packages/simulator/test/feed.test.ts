import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { decodeOsmAnd, encodeOsmAnd } from '@trekker/protocols';
import { type FeedOptions, createFeed, createPopulation, createSite, fixAt, httpSender } from '@trekker/simulator';

const population = createPopulation(createSite(1), { seed: 1, people: 5 });
const personOf = new Map(population.map((person) => [person.identifier, person]));

/** A day on the site passes in a quarter of an hour. */
const HASTE = 100;
const started = performance.now();
const clock = { now: () => Date.UTC(2026, 10, 20, 10) + (performance.now() - started) * HASTE };
const sleep = async (ms: number, signal: AbortSignal) => {
  await setTimeout(ms / HASTE, undefined, { signal }).catch(() => {});
};

type Answer = (response: ServerResponse) => void;

/** A door that answers as told and remembers what it accepted, in order, as the forms it got. */
async function door(t: TestContext) {
  const accepted: { identifier: string; recordedAt: number; form: string }[] = [];
  const waiting = new Set<string>();
  const answer: Answer = (response) => void response.end();
  const state = { answer, accepted, overlaps: 0, requests: 0 };
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const form = await text(request);
    const decoded = decodeOsmAnd({ query: '', body: form });
    assert.ok(decoded.kind === 'fix' && decoded.fix.recordedAt !== null);
    const { identifier, recordedAt } = decoded.fix;
    state.requests++;
    if (waiting.has(identifier)) state.overlaps++;
    waiting.add(identifier);
    response.once('close', () => waiting.delete(identifier));
    response.once('finish', () => {
      if (response.statusCode === 200) accepted.push({ identifier, recordedAt, form });
    });
    state.answer(response);
  };
  const server = createServer((request, response) => void receive(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  assert.ok(typeof address === 'object' && address);
  return Object.assign(state, { url: `http://127.0.0.1:${address.port}/i/token/` });
}

function feedInto(t: TestContext, url: string, options: Partial<FeedOptions> = {}) {
  const feed = createFeed({ population, send: httpSender(url), clock, sleep, ...options });
  t.after(() => feed.stop());
  return feed;
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 5) {
    assert.ok(waited < 10_000, 'waited ten seconds in vain');
    await setTimeout(5);
  }
}

/** Seconds between consecutive fixes of each person. */
function gapsSeconds(accepted: readonly { identifier: string; recordedAt: number }[]): number[] {
  return [...personOf.keys()].flatMap((identifier) => {
    const times = accepted.filter((fix) => fix.identifier === identifier).map(({ recordedAt }) => recordedAt);
    return times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / 1000);
  });
}

test('reports where everybody is, every two seconds or so, in order', async (t) => {
  const site = await door(t);
  const feed = feedInto(t, site.url);
  await feed.start();
  await until(() => site.accepted.length >= 100);
  await feed.stop();

  assert.equal(new Set(site.accepted.map(({ identifier }) => identifier)).size, population.length);
  for (const { identifier, recordedAt, form } of site.accepted) {
    const person = personOf.get(identifier);
    assert.ok(person);
    assert.equal(form, encodeOsmAnd(fixAt(person, recordedAt)));
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
  const feed = feedInto(t, site.url, { bufferedFixes: 10, backoffMs: { first: 500, longest: 2000 } });
  await feed.start();
  const outageMs = 120_000;
  await setTimeout(outageMs / HASTE);
  site.answer = (response) => void response.end();
  await until(() => site.accepted.length >= 100);
  await feed.stop();

  const { dropped } = feed.progress();
  assert.ok(dropped > 150 && dropped < 350, `${dropped}`);
  assert.equal(gapsSeconds(site.accepted).filter((gap) => gap > 3).length, population.length);
});

test('waits longer before each further attempt, but no longer than the longest wait', async (t) => {
  const site = await door(t);
  site.answer = (response) => void response.writeHead(503).end();
  const waits: number[] = [];
  const [person] = population;
  assert.ok(person);
  const feed = feedInto(t, site.url, {
    population: [person],
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
    await until(() => site.requests >= population.length);
    const before = performance.now();
    await feed.stop();
    await feed.stop();
    assert.ok(performance.now() - before < 500);
    assert.deepEqual(feed.progress(), { accepted: 0, retried: answer === hang ? 0 : population.length, dropped: 0 });
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
    send: async () => {
      calls.count++;
      return 'retry';
    },
  });
  await feed.start();
  await until(() => calls.count === population.length);
  await feed.stop();
  assert.equal(calls.count, population.length);
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

test('runs on the timers of the machine where no others are given', async (t) => {
  const site = await door(t);
  const feed = createFeed({ population, send: httpSender(site.url), clock: { now: Date.now }, intervalMs: 200 });
  t.after(() => feed.stop());
  await feed.start();
  await until(() => site.accepted.length >= population.length);
  await feed.stop();
});

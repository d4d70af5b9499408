import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { decodeOsmAnd, encodeOsmAnd } from '@trekker/protocols';
import {
  type FeedOptions,
  type Mover,
  createFeed,
  createPopulation,
  createSite,
  dutyAt,
  dutyOn,
  fixAt,
  localDay,
  osmAndSender,
  sendableAtMs,
} from '@trekker/simulator';

/** Five who are on duty when the tests begin, and for long enough. */
const BEGIN = Date.UTC(2026, 10, 20, 10);
const { people } = createPopulation(createSite(1), { seed: 1, people: 40 });
const movers = people
  .filter((each) => each.mishap === null && each.rota.name === 'day' && dutyAt(each, BEGIN))
  .slice(0, 5);
const personOf = new Map(movers.map((person) => [person.identifier, person]));

/** A day on the site passes in a quarter of an hour. */
const HASTE = 100;
const started = performance.now();
const clock = { now: () => BEGIN + (performance.now() - started) * HASTE };
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
  const feed = createFeed({ movers, senderOf: () => osmAndSender(url), clock, sleep, ...options });
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
  return [...new Set(accepted.map(({ identifier }) => identifier))].flatMap((identifier) => {
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
  await feed.start();
  const outageMs = 240_000;
  await setTimeout(outageMs / HASTE);
  site.answer = (response) => void response.end();
  await until(() => site.accepted.length >= 200);
  await feed.stop();

  const { dropped } = feed.progress();
  assert.ok(dropped > 350 && dropped < 650, `${dropped}`);
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

test('is silent while a tracker is off, and switches on by itself', async (t) => {
  const site = await door(t);
  const late = people.find((each) => each.mishap === null && each.rota.name === 'late');
  const duty = late && dutyOn(late, localDay(late.site.timeZone, BEGIN));
  assert.ok(late && duty);
  const feed = feedInto(t, site.url, { movers: [late], ...timeFrom(duty.fromMs - 300_000, HASTE) });
  await feed.start();
  await until(() => site.accepted.length >= 5);
  await feed.stop();
  const first = site.accepted[0]?.recordedAt ?? 0;
  assert.ok(first >= duty.fromMs && first < duty.fromMs + 1_000, `${first - duty.fromMs} ms after the duty began`);
});

test('uploads late what was recorded without network, in order and with nothing missing', async (t) => {
  const site = await door(t);
  const person = people.find((each) => each.mishap === 'poor network' && dutyAt(each, BEGIN));
  assert.ok(person);
  const { clock, sleep } = timeFrom(firstHeldBack(person) - 60_000, 2_000);
  const arrivals: number[] = [];
  site.answer = (response) => {
    arrivals.push(clock.now());
    response.end();
  };
  const feed = feedInto(t, site.url, { movers: [person], clock, sleep, intervalMs: 20_000 });
  await feed.start();
  await until(() => site.accepted.length >= 60);
  await feed.stop();
  const lateness = site.accepted.map(({ recordedAt }, index) => (arrivals[index] ?? 0) - recordedAt);
  assert.ok(Math.max(...lateness) > 15 * 60_000, 'the oldest waited for the whole time without network');
  const times = site.accepted.map(({ recordedAt }) => recordedAt);
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
  assert.ok(gapsSeconds(site.accepted).every((gap) => gap <= 26));
});

/** A time of its own that begins at an instant and runs so many times as fast as life. */
function timeFrom(fromMs: number, haste: number): Required<Pick<FeedOptions, 'clock' | 'sleep'>> {
  const began = performance.now();
  return {
    clock: { now: () => fromMs + (performance.now() - began) * haste },
    sleep: (ms, signal) => setTimeout(ms / haste, undefined, { signal }).catch(() => {}),
  };
}

/** When a phone loses its network on the duty of the tests. */
function firstHeldBack(mover: Mover): number {
  const duty = dutyAt(mover, BEGIN);
  assert.ok(duty);
  for (let unixMs = duty.fromMs; unixMs < duty.untilMs; unixMs += 10_000) {
    if (sendableAtMs(mover, unixMs) > unixMs) return unixMs;
  }
  throw new Error('it never does');
}

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

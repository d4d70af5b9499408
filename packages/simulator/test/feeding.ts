import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { decodeOsmAnd } from '@trekker/protocols';
import { type FeedOptions, createFeed, createPopulation, createSite, dutyAt, osmAndSender } from '@trekker/simulator';

/** Five who are on duty when the tests begin, and for long enough. */
export const BEGIN = Date.UTC(2026, 10, 20, 10);
export const { people } = createPopulation(createSite(1), { seed: 1, people: 40 });
export const movers = people
  .filter((each) => each.mishap === null && each.rota.name === 'day' && dutyAt(each, BEGIN))
  .slice(0, 5);
export const personOf = new Map(movers.map((person) => [person.identifier, person]));

/** A day on the site passes in a quarter of an hour. */
export const HASTE = 100;
export const started = performance.now();
const clock = { now: () => BEGIN + (performance.now() - started) * HASTE };
export const sleep = async (ms: number, signal: AbortSignal) => {
  await setTimeout(ms / HASTE, undefined, { signal }).catch(() => {});
};

export type Answer = (response: ServerResponse) => void;

/** A door that answers as told and remembers what it accepted, in order, as the forms it got. */
export async function door(t: TestContext) {
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

export function feedInto(t: TestContext, url: string, options: Partial<FeedOptions> = {}) {
  const feed = createFeed({ movers, senderOf: () => osmAndSender(url), clock, sleep, ...options });
  t.after(() => feed.stop());
  return feed;
}

export async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 5) {
    assert.ok(waited < 10_000, 'waited ten seconds in vain');
    await setTimeout(5);
  }
}

/** Seconds between consecutive fixes of each person. */
export function gapsSeconds(accepted: readonly { identifier: string; recordedAt: number }[]): number[] {
  return [...new Set(accepted.map(({ identifier }) => identifier))].flatMap((identifier) => {
    const times = accepted.filter((fix) => fix.identifier === identifier).map(({ recordedAt }) => recordedAt);
    return times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / 1000);
  });
}

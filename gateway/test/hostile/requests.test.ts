import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { SocketClient } from '../socket-client.ts';
import { startApart, type GatewayApart } from './apart.ts';
import { hostileDocuments } from './documents.ts';
import { transports } from './transports.ts';

/** Most processor time that the gateway may take for a refusal, in milliseconds. */
const MAX_CPU_MS = 50;
/** Most that others may be held up, in milliseconds, beyond what the machine holds them up anyway. */
const MAX_DELAY_MS = 150;
/** The best of so many tries counts: what disturbs one of them is not ours. */
const TRIES = 3;

const PEOPLE = 'query ($n: Int!) { people(first: $n) { id boss { id } } }';
const BOMB = gzipSync(Buffer.alloc(50_000_000, ' '));
const nested = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
const requests: readonly [name: string, body: string][] = [
  ...hostileDocuments.map(([name, query]): [string, string] => [name, JSON.stringify({ query })]),
  ['a wide list by variables', JSON.stringify({ query: PEOPLE, variables: { n: 1_000_000 } })],
  ['a text of a megabyte', JSON.stringify({ query: `{ echo(input: { text: "${'x'.repeat(1_000_000)}" }) }` })],
  ['a variable of a megabyte', JSON.stringify({ query: PEOPLE, variables: { n: 'x'.repeat(1_000_000) } })],
  ['variables that nest without end', `{"query":${JSON.stringify(PEOPLE)},"variables":${nested}}`],
  ['__proto__ for a variable', `{"query":${JSON.stringify(PEOPLE)},"variables":{"__proto__":{"n":1}}}`],
  ['__proto__ for a request', '{"__proto__":{"query":"{ __typename }"}}'],
  ['a batch', JSON.stringify(Array.from({ length: 1_000 }, () => ({ query: '{ __typename }' })))],
];

describe('a hostile request', () => {
  let site: GatewayApart;
  before(async () => {
    site = await startApart();
    // The first of each kind also pays for compiling our own code.
    for (const send of Object.values(transports)) for (const [, body] of requests) await send(site, body);
  });
  after(() => site[Symbol.asyncDispose]());

  for (const [transport, send] of Object.entries(transports)) {
    for (const [name, body] of requests) {
      test(`of ${name} by ${transport} is refused in no time`, async () => {
        await costsLittle(async () => {
          const { status, text } = await send(site, body);
          assert.ok(status === null || (status >= 400 && status < 500), `${status} ${text.slice(0, 200)}`);
          assert.match(text, /QUERY_INVALID|QUERY_TOO_COMPLEX|INVALID_INPUT|closed with (?:1009|4400)/u);
          assert.doesNotMatch(text, /did you mean|node_modules|\.ts:|\.invalid/iu);
        });
      });
    }
  }

  test('of a gzip bomb is refused without unpacking it', () =>
    costsLittle(async () => {
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
      const { status } = await fetch(`${site.origin}/graphql`, { method: 'POST', headers, body: BOMB });
      assert.equal(status, 415);
    }));

  test('in tiny frames closes its socket', () =>
    costsLittle(async () => {
      using client = await SocketClient.signedIn(site.socketUrl);
      for (let sent = 0; sent < 200 && client.socket.readyState === client.socket.OPEN; sent += 1) {
        client.socket.send('x', { fin: false });
      }
      // What was still being sent may tear the connection before its code is read.
      assert.match(String((await client.closed).code), /^(?:1008|1006)$/u);
    }));

  async function costsLittle(attack: () => Promise<void>): Promise<void> {
    let least = Infinity;
    for (let tries = 0; tries < TRIES && least > MAX_CPU_MS; tries += 1) {
      least = Math.min(least, await site.costOf(attack));
    }
    assert.ok(least <= MAX_CPU_MS, `took ${least} ms of processor time`);
    assert.equal(await site.calls(), 0);
  }

  for (const [transport, send] of Object.entries(transports)) {
    test(`by ${transport} does not hold up others, however many come at once`, async (t) => {
      let least = Infinity;
      for (let tries = 0; tries < TRIES && least > MAX_DELAY_MS; tries += 1) {
        const before = await site.delayDuring(() => sleep(500));
        const delay = await site.delayDuring(async () => {
          await Promise.all(requests.map(([, body]) => send(site, body)));
          using benign = await SocketClient.signedIn(site.socketUrl);
          benign.subscribe('1', '{ __typename }');
          await benign.next('complete', '1');
        });
        const idle = Math.max(before, await site.delayDuring(() => sleep(500)));
        t.diagnostic(`stood still for ${delay.toFixed(0)} ms, idle for ${idle.toFixed(0)} ms`);
        least = Math.min(least, delay - idle);
      }
      assert.ok(least <= MAX_DELAY_MS, `stood still for ${least} ms`);
    });
  }
});

import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { describe, test } from 'node:test';
import { startGateway } from '../gateway-harness.ts';
import { eventually } from '../socket-client.ts';
import type { Interception } from './http-subgraphs.ts';
import { library } from './library.ts';
import { openSite, type Answered } from './standalone-harness.ts';

const BOOKS = '{ books { id } }';
const codeOf = ({ errors }: Answered) => errors?.[0]?.extensions.code;

/** Closes a connection at the moment it is used again, as a server does whose time for idle ones is over. */
function closingReused(): Interception {
  const used = new WeakSet<Socket>();
  return (_, response) => {
    const { socket } = response;
    if (socket && !used.has(socket)) {
      used.add(socket);
      return false;
    }
    socket?.destroy();
    return true;
  };
}

describe('a connection to a subgraph that closes when it is used again', () => {
  test('costs a query nothing, even where nothing is tried twice', async () => {
    await using site = await openSite(library, { subgraphRetries: 0, breakerFailures: 1 });
    site.subgraphs.intercept(closingReused());
    for (let n = 0; n < 6; n += 1) assert.equal((await site.ask(BOOKS)).errors, undefined, `query ${n}`);
  });

  test('never makes a mutation be sent twice', async () => {
    await using site = await openSite(library, { subgraphRetries: 3 });
    site.subgraphs.intercept(closingReused());
    await site.ask(BOOKS);
    const failed = await site.ask('mutation { lend(id: "b1") { id } }');
    const sent = site.subgraphs.seen.filter(({ query }) => query.startsWith('mutation'));
    assert.equal(sent.length, 1);
    assert.equal(codeOf(failed), 'UNAVAILABLE');
  });
});

describe('an idle connection to a subgraph', () => {
  test('is closed before the subgraph would, where that says when', async () => {
    await using site = await openSite(library);
    let socket: Socket | null = null;
    site.subgraphs.intercept((_, response) => {
      ({ socket } = response);
      response.setHeader('keep-alive', 'timeout=1');
      return false;
    });
    await site.ask(BOOKS);
    const idleSince = performance.now();
    await eventually(() => socket?.destroyed === true, 3_000);
    const idleMs = performance.now() - idleSince;
    assert.ok(idleMs > 300 && idleMs < 1_000, `closed after ${idleMs} ms`);
  });
});

describe('a connection to the gateway', () => {
  test('says for how long it stays open', async () => {
    await using site = await startGateway();
    const { headers } = await fetch(`${site.origin}/healthz`);
    assert.equal(headers.get('keep-alive'), 'timeout=65');
  });

  test('stays open as long as is set', async () => {
    await using site = await startGateway({ keepAliveMs: 2_000 });
    assert.equal((await fetch(`${site.origin}/healthz`)).headers.get('keep-alive'), 'timeout=2');
  });
});

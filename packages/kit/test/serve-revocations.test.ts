import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import {
  createInternalTokens,
  createSecret,
  serveSubgraph,
  silentLogger,
  systemClock,
  type Authority,
  type SubgraphExecutor,
} from '../src/index.ts';

test('hangs up on a gateway that does not read what is revoked', async (t) => {
  const tokens = createInternalTokens(createSecret('a secret of at least thirty-two characters'));
  const listeners = new Set<Parameters<Authority['onRevoked']>[0]>();
  const authority: Authority = {
    authenticate: async () => null,
    tokenMs: 60_000,
    revoked: () => [],
    onRevoked(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const subgraph = { name: 'notes' } as SubgraphExecutor; // nobody runs an operation
  const server = serveSubgraph({
    subgraph,
    authority,
    tokens,
    host: '127.0.0.1',
    port: 0,
    clock: systemClock,
    log: silentLogger,
  });
  await server.start();
  t.after(() => server.stop());
  const headers = { authorization: `Bearer ${await tokens.sign(null, 'notes', Date.now())}` };
  const asking = get(`http://127.0.0.1:${server.port()}/revocations`, { headers });
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  answer.on('error', () => {}); // it is cut off
  assert.equal(listeners.size, 1);

  const megabyte = { kind: 'session', sessionId: 's'.repeat(1024 * 1024), at: 0 } as const;
  for (let told = 0; told < 100 && listeners.size > 0; told += 1) {
    for (const listener of listeners) listener(() => false, [megabyte]);
    await sleep(5);
  }
  assert.equal(listeners.size, 0, 'it is told nothing more');
  answer.resume();
  if (!answer.closed) await new Promise((resolve) => answer.once('close', resolve));
  assert.equal(answer.complete, false);
});

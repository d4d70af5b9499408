import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { test } from 'node:test';

import { createSite } from '@trekker/simulator';

import { seedDemo } from './seed.ts';

test('waits for what it wrote where a busy product needs a while to show it', async (t) => {
  const session = { accessToken: { token: 'a token' } };
  const answers = [
    { data: { signIn: { session, userErrors: [] } } },
    { errors: [{ message: 'what you wrote has not arrived here yet', extensions: { code: 'REPLICA_BEHIND' } }] },
    { errors: [{ message: 'now it has', extensions: { code: 'INTERNAL' } }] },
  ];
  const server = createServer((request, response) => {
    void json(request).then(() => response.end(JSON.stringify(answers.shift())));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const dataDir = await mkdtemp(join(tmpdir(), 'trekker-seed-'));
  t.after(async () => {
    server.closeAllConnections();
    server.close();
    await rm(dataDir, { recursive: true });
  });
  const seeding = seedDemo({
    dataDir,
    tenancy: { createTenant: () => Promise.reject(Object.assign(new Error('it is there'), { code: 'CONFLICT' })) },
    graphqlUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    logins: { tenant: 'demo', name: 'ada', password: 'a secret' },
    site: createSite(7),
    movers: [],
    sinceMs: 0,
  });
  await assert.rejects(seeding, /now it has/);
});

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';

import { createInternalTokens, createSecret, migrate, silentLogger } from '@trekker/kit';
import { nodeEnvironment, testViewer } from '@trekker/kit/testing';

import { databaseUrl } from '../src/apart/database-url.ts';
import { embeddedPostgres } from '../src/postgres/supervisor.ts';
import { subgraphMigrations } from '../src/subgraphs.ts';

const SECRET = 'a secret of at least thirty-two characters';
const SUBGRAPHS = join(import.meta.dirname, '../../../subgraphs');
const names = subgraphMigrations.map(({ service }) => service);
let folder: string;
let postgres: ReturnType<typeof embeddedPostgres>;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trekker-alone-'));
  postgres = embeddedPostgres({ dataDir: folder, log: silentLogger });
  await postgres.start();
  await migrate({
    address: postgres.address(),
    services: subgraphMigrations,
    secret: createSecret(SECRET),
    log: silentLogger,
  });
});
after(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

test('has every folder of subgraphs/ among those it migrates', async () => {
  assert.deepEqual((await readdir(SUBGRAPHS)).toSorted(), names.toSorted());
});

for (const name of names) {
  test(`runs ${name} as a process of its own, answers a gateway, and ends at SIGTERM with nothing left`, async () => {
    const process = run(name);
    const port = await readyPort(process);
    const viewer = testViewer('01900000-0000-7000-8000-00000000000a', []);
    const token = await createInternalTokens(createSecret(SECRET)).sign(viewer, name, Date.now());
    const ask = (authorization: string) =>
      fetch(`http://127.0.0.1:${port}/`, {
        method: 'POST',
        headers: { authorization },
        body: JSON.stringify({ document: '{ __typename }', variables: {}, requestId: 'r' }),
      });
    assert.deepEqual(await (await ask(`Bearer ${token}`)).json(), { data: { __typename: 'Query' } });
    assert.equal((await ask('Bearer nonsense')).status, 401);
    assert.equal(await (await fetch(`http://127.0.0.1:${port}/readyz`)).text(), 'ready\n');
    process.kill('SIGTERM');
    assert.deepEqual(await once(process, 'exit'), [0, null]);
  });
}

function run(name: string) {
  return spawn(process.execPath, [join(SUBGRAPHS, name, 'src/main.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...nodeEnvironment(),
      DATABASE_URL: databaseUrl(postgres.address()),
      TREKKER_SECRET: SECRET,
      TREKKER_LOG_LEVEL: 'info',
      TREKKER_POSITIONS_PHONE_PORT: '0',
      TREKKER_POSITIONS_DEVICES: 'false',
      TREKKER_POSITIONS_MQTT_PORT: 'off',
    },
  });
}

async function readyPort(child: ReturnType<typeof run>): Promise<number> {
  for await (const line of createInterface(child.stdout)) {
    const { msg, port } = JSON.parse(line) as { msg: string; port?: number };
    if (msg === 'ready' && port) return port;
  }
  throw new Error('it ended before it was ready');
}

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { after, before, test } from 'node:test';

import { openDatabase, silentLogger, type DatabaseAddress } from '../src/index.ts';
import { testDatabase, type TestDatabase } from '../src/testing/index.ts';
import { sampleMigrations } from './sample.ts';

let postgres: TestDatabase;
before(async () => void (postgres = await testDatabase([sampleMigrations])));
after(() => postgres[Symbol.asyncDispose]());

// Nobody hears of a failure that no statement fails with, and the process ends: then the test does, too.
for (let messages = 1; messages <= 5; messages += 1) {
  test(`a connection that is reset at its message ${messages} fails what runs on it, and nothing else`, async () => {
    await using line = await lineThatBreaks(messages);
    const { secret, tail } = postgres;
    const database = openDatabase({ service: 'sample', address: line.address, secret, log: silentLogger, tail });
    const session = database.openSession(() => {});
    const asked = [database.withConsumer((tx) => tx.sql`select ${[1]}::int[]`), session.sql`select ${[1]}::int[]`];
    for (const { status } of await Promise.allSettled(asked)) assert.equal(status, 'rejected');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await session.end();
    await database.stop();
  });
}

interface BreakingLine extends AsyncDisposable {
  readonly address: DatabaseAddress;
}

/** A way to the server on which each connection is reset when its client says something for the nth time. */
async function lineThatBreaks(messages: number): Promise<BreakingLine> {
  const { host, port, socketPath } = postgres.address;
  const server: Server = createServer((client) => {
    const behind = socketPath ? connect(`${socketPath}/.s.PGSQL.${port}`) : connect(port, host ?? 'localhost');
    let said = 0;
    client.on('error', () => {}).on('close', () => behind.destroy());
    behind.on('error', () => {}).on('close', () => client.destroy());
    behind.on('data', (bytes) => client.write(bytes));
    client.on('data', (bytes) => {
      said += 1;
      if (said < messages) return behind.write(bytes);
      return client.resetAndDestroy();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    address: { ...postgres.address, socketPath: null, host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    [Symbol.asyncDispose]: async () => void server.close(),
  };
}

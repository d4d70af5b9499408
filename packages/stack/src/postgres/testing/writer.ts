// A Trekker of its own process for tests that kill it: `node writer.ts <data folder> [count]`. Starts the server and commits
// 1, 2, 3… into `kept`, one transaction each, printing every number after its commit. With a count it stops writing there.
import { setTimeout as delay } from 'node:timers/promises';
import { silentLogger } from '@trekker/kit';
import postgres from 'postgres';
import { connectionOptions } from '../connect.ts';
import { embeddedPostgres } from '../supervisor.ts';

const [dataDir = '', count = 'Infinity'] = process.argv.slice(2);
process.on('SIGINT', () => {}); // as a process that still drains
const server = embeddedPostgres({ dataDir, log: silentLogger });
await server.start();
const sql = postgres({ ...connectionOptions(server.address()), max: 1, onnotice: () => {} });
await sql`create table if not exists kept (n bigint primary key)`;
for (let n = 1; n <= Number(count); n += 1) {
  await sql`insert into kept values (${n})`;
  process.stdout.write(`${n}\n`);
}
await delay(60_000);

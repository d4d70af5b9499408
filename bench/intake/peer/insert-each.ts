import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import postgres from 'postgres';

import { withDatabase } from '../../presence/late/with-database.ts';
import { identifierOf, ringsOfSite } from '../fleet.ts';
import { linearScan } from './linear-scan.ts';

// A server as trackers' servers are commonly made: each position is stored by an INSERT of its own, held against every
// geofence in turn, and written as JSON for whoever listens. Prints its port; its argument is how many devices it knows.

interface Body {
  readonly positions: readonly { tracker: string; time: number; latitude: number; longitude: number }[];
}

const CONNECTIONS = 10;
const devices = new Map(Array.from({ length: Number(process.argv[2]) }, (_, id) => [identifierOf(id), id]));
const inside = new Map<number, Set<number>>();
const containing = linearScan(ringsOfSite());

await withDatabase(async ({ socketPath, host, port, user, password, database }) => {
  const path = socketPath ? `${socketPath}/.s.PGSQL.${port}` : undefined;
  const sql = postgres({
    ...(path ? { path } : { host: host ?? '', port }),
    user,
    password,
    database,
    max: CONNECTIONS,
  });
  await sql.unsafe(`
    create table devices (id integer primary key, position_id bigint);
    create table positions (id bigint generated always as identity primary key, device_id integer not null,
      fix_time timestamptz not null, server_time timestamptz not null, latitude double precision not null,
      longitude double precision not null, attributes text not null);
    create index on positions (device_id, fix_time);
    create table events (id bigint generated always as identity primary key, device_id integer not null,
      position_id bigint not null, geofence integer not null, kind text not null);
    insert into devices select id from generate_series(0, ${devices.size} - 1) as id`);
  let listened = 0;

  async function take({ tracker, time, latitude, longitude }: Body['positions'][number]): Promise<void> {
    const device = devices.get(tracker);
    if (device === undefined || !(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return;
    const [row] = await sql<{ id: string }[]>`
      insert into positions (device_id, fix_time, server_time, latitude, longitude, attributes)
      values (${device}, ${new Date(time)}, ${new Date()}, ${latitude}, ${longitude}, '{}') returning id`;
    const positionId = row?.id ?? '';
    await sql`update devices set position_id = ${positionId} where id = ${device}`;
    const now = new Set(containing(longitude, latitude));
    const before = inside.get(device) ?? new Set();
    inside.set(device, now);
    for (const geofence of now.symmetricDifference(before)) {
      const kind = now.has(geofence) ? 'enter' : 'exit';
      await sql`insert into events (device_id, position_id, geofence, kind) values (${device}, ${positionId}, ${geofence}, ${kind})`;
    }
    listened += JSON.stringify({ positions: [{ id: positionId, device, time, latitude, longitude }] }).length;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { positions } = JSON.parse(Buffer.concat(chunks).toString()) as Body;
    const ofDevices = [...Map.groupBy(positions, ({ tracker }) => tracker).values()];
    await Promise.all(
      ofDevices.map(async (inOrder) => {
        for (const position of inOrder) await take(position);
      }),
    );
    const body = JSON.stringify({ accepted: positions.length });
    response.writeHead(200, { 'content-length': body.length }).end(body);
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  console.log((server.address() as AddressInfo).port);
  await new Promise<void>((resolve) => void process.once('SIGTERM', resolve));
  server.closeAllConnections();
  server.close();
  await sql.end();
  if (listened === 0) process.exitCode = 1;
});

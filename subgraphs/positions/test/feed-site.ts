import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { encodeVehiclePositions } from '@trekker/protocols';

import type { TestPositions } from './positions.ts';

export const LOOPBACK = { TREKKER_POSITIONS_FEED_ALLOW: '127.0.0.0/8' };

const FEED = `id kind name enabled url headerNames identifierPrefix intervalSeconds lastPollAt lastSuccessAt lastError
  failures nextPollAt simulation { latitude longitude radiusMeters walkers } received stored duplicates heard quarantined rejected`;
const CREATE = `mutation ($input: CreatePositionFeedInput!) { createPositionFeed(input: $input) {
  feed { ${FEED} } userErrors { field code message } } }`;
const UPDATE = `mutation ($input: UpdatePositionFeedInput!) { updatePositionFeed(input: $input) {
  feed { ${FEED} } userErrors { field code message } } }`;
const DELETE = `mutation ($input: DeletePositionFeedInput!) { deletePositionFeed(input: $input) {
  feedId userErrors { field code message } } }`;
const ONE = `query ($id: ID!) { positionFeed(id: $id) { ${FEED} } }`;

/** What answers a poll. */
export type Answering = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void | Promise<void>;

/** A server on loopback that answers as `answering` says by then, and knows what it was asked. */
export async function startSource(answering: Answering) {
  let now = answering;
  const asked: { readonly path: string; readonly headers: IncomingMessage['headers']; readonly body: string }[] = [];
  const under = { now: 0, most: 0 };
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    asked.push({ path: request.url ?? '', headers: request.headers, body: body.toString() });
    under.now += 1;
    under.most = Math.max(under.most, under.now);
    response.on('close', () => void (under.now -= 1));
    await now(request, response, body);
  }
  const server = createServer((request, response) => void take(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    /** How many were asked at once. */
    under,
    answer: (next: Answering) => void (now = next),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Answers with a feed of these vehicles, a second apart from an hour ago, all at one place. */
export function vehicles(names: readonly string[], second = 0): Answering {
  const at = Math.floor(Date.now() / 1_000) * 1_000 - 3_600_000 + second * 1_000;
  const fixes = names.map((identifier) => {
    return { identifier, recordedAt: at, latitude: 52.5, longitude: 13.4, attributes: {} };
  });
  return bytes(encodeVehiclePositions({ publishedAt: at, fixes }));
}

export function bytes(body: Uint8Array, headers: Record<string, string> = {}): Answering {
  return (_request, response) => void response.writeHead(200, headers).end(body);
}

/** A tenant of positions with feeds. */
export async function feedTenant(site: TestPositions) {
  const tenant = await site.tenant();
  const viewer = tenant.viewer();
  let calls = 0;
  const one = async (id: string) => (await site.run(ONE, { viewer, variables: { id } })).data.positionFeed;
  return {
    ...tenant,
    one,
    async create(input: Record<string, unknown>, as = viewer) {
      const whole = { kind: 'GTFS_REALTIME', name: 'Buses', idempotencyKey: `feed ${++calls}`, ...input };
      const { data, errors } = await site.run(CREATE, { viewer: as, variables: { input: whole } });
      return data?.createPositionFeed ?? { errors };
    },
    async update(input: Record<string, unknown>, as = viewer) {
      const { data, errors } = await site.run(UPDATE, { viewer: as, variables: { input } });
      return data?.updatePositionFeed ?? { errors };
    },
    async remove(feedId: string, as = viewer) {
      const { data, errors } = await site.run(DELETE, { viewer: as, variables: { input: { feedId } } });
      return data?.deletePositionFeed ?? { errors };
    },
    /** The feed once it was polled again, within 30 s. */
    async polled(id: string, after: string | null = null) {
      for (const end = Date.now() + 30_000; ; await sleep(50)) {
        const feed = await one(id);
        if (feed.lastPollAt !== null && feed.lastPollAt !== after) return feed;
        assert.ok(Date.now() < end, `polled: ${JSON.stringify(feed)}`);
      }
    },
    async stored() {
      const [row] = await site.postgres.admin<{ count: number }[]>`
        select count(*)::int as count from positions.history where tenant_id = ${tenant.tenantId}`;
      return row?.count ?? 0;
    },
    quarantined: () => site.postgres.admin<{ identifier: string; reason: string; transport: string; raw: string }[]>`
      select identifier, reason, transport, raw from positions.quarantine
      where tenant_id = ${tenant.tenantId} order by identifier`,
  };
}

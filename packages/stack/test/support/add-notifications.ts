import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Client } from './client.ts';

/** Gives a tenant rules, an endpoint and something that was told to its administrator and to the endpoint. */
export async function addNotifications(client: Client, marker: string, own: Readonly<Record<string, string>>) {
  const { userId, unitId, personId, assetId, geofenceId, placeId } = own;
  await client.change('setUserEmail', 'changed', { userId, email: `clerk@${marker}.example` });
  const url = `${await startSink()}/${marker}`;
  const { endpoint } = await client.change('createWebhookEndpoint', 'endpoint { id }', { url, description: marker });
  const { delivery } = await client.change('testWebhookEndpoint', 'delivery { id }', { endpointId: endpoint.id });
  const { users } = await client.run('{ users { nodes { id signInName } } }');
  const tellable = users.nodes.filter(({ signInName }: any) => /^deputy-|-admin$/.test(signInName));
  const name = `Rule ${marker}`;
  const mine = { name, kinds: ['CROSSED'], inAppUserIds: tellable.map(({ id }: any) => id) };
  const { rule } = await client.change('createNotificationRule', 'rule { id }', mine);
  const all = { personIds: [personId], assetIds: [assetId], unitIds: [unitId], endpointIds: [endpoint.id] };
  const zones = geofenceId === undefined ? {} : { geofenceIds: [geofenceId], placeIds: [placeId] };
  const spare = { ...mine, ...all, ...zones, name: `Spare rule ${marker}`, inAppUserIds: [userId] };
  await client.change('createNotificationRule', 'rule { id }', spare);
  const told = await client.change('testNotificationRule', 'deliveries { notificationId }', { ruleId: rule.id });
  await untilDelivered(client, delivery.id);
  return {
    endpointId: endpoint.id as string,
    ruleId: rule.id as string,
    deliveryId: delivery.id as string,
    notificationId: told.deliveries[0].notificationId as string,
  };
}

/** An endpoint that takes everything until the process ends, which it does not keep from ending. */
export async function startSink(): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(204).end());
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function untilDelivered(client: Client, deliveryId: string): Promise<void> {
  for (const end = Date.now() + 20_000; ; await sleep(50)) {
    const { notificationDeliveries } = await client.run('{ notificationDeliveries { nodes { id state } } }');
    if (notificationDeliveries.nodes.find(({ id }: any) => id === deliveryId)?.state === 'DELIVERED') return;
    if (Date.now() > end) throw new Error('the endpoint was not told');
  }
}

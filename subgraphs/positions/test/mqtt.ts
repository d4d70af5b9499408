import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { encodeOwnTracksLocation, ownTracksTopicOf } from '@trekker/protocols';

import type { TestPositions } from './positions.ts';

/** A connection of an app. Rejects with the reason when it is refused. */
export async function connectApp(
  site: TestPositions,
  { token, port = site.positions.mqttPort() ?? 0, ...options }: { token: string } & IClientOptions,
): Promise<MqttClient> {
  const client = mqtt.connect({
    host: '127.0.0.1',
    port,
    username: 'jane',
    password: token,
    reconnectPeriod: 0,
    connectTimeout: 5_000,
    ...options,
  });
  client.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    client.once('connect', () => resolve());
    client.once('error', reject);
    client.once('close', () => reject(new Error('the connection was closed')));
  });
  return client;
}

/** Resolves when an app is disconnected. */
export function closeOf(client: MqttClient): Promise<void> {
  return new Promise((resolve) => void client.once('close', () => resolve()));
}

const HOUR = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 3_600_000;

/** A location so many seconds past a full hour of today. */
export function locationOf(identifier: string, second: number): string {
  const place = { latitude: 52.5 + second / 10_000, longitude: 13.4 };
  return encodeOwnTracksLocation({ identifier, recordedAt: HOUR + second * 1_000, ...place, attributes: {} });
}

/** Publishes a location as the app of a device does, and resolves with its acknowledgement. */
export function publishLocation(client: MqttClient, identifier: string, second: number, qos: 0 | 1 | 2 = 1) {
  return client.publishAsync(ownTracksTopicOf(identifier), locationOf(identifier, second), { qos });
}

/** How many positions of a tenant are on disk. */
export async function countOf(site: TestPositions, tenantId: string): Promise<number> {
  const [row] = await site.postgres.admin<{ n: number }[]>`
    select count(*)::int as n from positions.history where tenant_id = ${tenantId}`;
  return row?.n ?? 0;
}

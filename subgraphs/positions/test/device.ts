import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Logger } from '@trekker/kit';
import { encodeGt06Heartbeat, encodeGt06Location, encodeGt06Login } from '@trekker/protocols';

import { startPositions, type TestPositions } from './positions.ts';

/** Positions that listens to every protocol of trackers, each on a free port. */
export function startListening(env: Record<string, string> = {}, log?: Logger): Promise<TestPositions> {
  const names = ['GPS103', 'TK103', 'GL200', 'H02', 'MEITRACK', 'GT06', 'TELTONIKA', 'NMEA'];
  const ports = Object.fromEntries(names.map((name) => [`TREKKER_POSITIONS_${name}_PORT`, '0']));
  return startPositions({ TREKKER_POSITIONS_DEVICES: 'true', ...ports, ...env }, log);
}

/** Where trackers of a protocol are listened to. */
export function portOf(site: TestPositions, protocol: string): number {
  return site.positions.devicePorts().find((one) => one.protocol === protocol)?.port ?? 0;
}

let devices = 0;

/** What a device calls itself that exists nowhere: 15 digits, other ones each time. */
export function newImei(): string {
  devices += 1;
  return `99${String(Date.now()).slice(-8)}${String(devices).padStart(5, '0')}`;
}

/** A device that a tenant has, with a tracker of its identifier. */
export async function ownDevice(
  site: TestPositions,
  tenant: Awaited<ReturnType<TestPositions['tenant']>>,
): Promise<{ identifier: string; trackerId: string }> {
  const identifier = newImei();
  const trackerId = await tenant.tracker(identifier);
  await site.positions.devices.claim(tenant.tenantId, identifier);
  return { identifier, trackerId };
}

/** A tracker that is connected. */
export interface Device extends AsyncDisposable {
  readonly socket: Socket;
  send(...frames: readonly Uint8Array[]): void;
  /** Everything it heard so far, in hexadecimal, once that is so many bytes. */
  heard(bytes: number): Promise<string>;
  /** How many bytes it heard so far. */
  heardBytes(): number;
  /** Resolves when the connection is gone, reset or not. */
  readonly closed: Promise<void>;
}

/** Connects a tracker. */
export async function connectDevice(port: number): Promise<Device> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  let heard = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => (heard = Buffer.concat([heard, chunk])));
  socket.on('error', () => {});
  await once(socket, 'connect');
  return {
    socket,
    closed,
    send: (...frames) => void socket.write(Buffer.concat(frames)),
    heardBytes: () => heard.length,
    async heard(bytes) {
      for (const end = Date.now() + 15_000; heard.length < bytes && Date.now() < end;) await sleep(5);
      return heard.toString('hex');
    },
    async [Symbol.asyncDispose]() {
      socket.destroy();
      await closed;
    },
  };
}

/** The login of a GT06, numbered as in the protocol's best-known example. */
export function login(identifier: string): Uint8Array {
  return encodeGt06Login({ identifier, serial: 0x0d5b });
}

/** What it is answered: the example's answer, byte for byte. */
export const LOGIN_ANSWER = '787805010d5b947b0d0a';

/** A fix of a GT06 so many seconds past a full hour of today. */
export function location(second: number, serial = 3): Uint8Array {
  const recordedAt = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 3_600_000 + second * 1_000;
  const place = { latitude: 52.5, longitude: 13.4, speedMetersPerSecond: 0, headingDegrees: 0, attributes: {} };
  return encodeGt06Location({ ...place, recordedAt, serial });
}

/** What a fix numbered 3 is answered: the example's answer, byte for byte. */
export const LOCATION_ANSWER = '787805120003903f0d0a';

/** A sign of life of a GT06. */
export function heartbeat(serial: number): Uint8Array {
  return encodeGt06Heartbeat({ serial });
}

/** Positions of a tenant on disk, oldest first. */
export async function storedOf(site: TestPositions, tenantId: string) {
  return site.postgres.admin<
    { tracker_id: string; recorded_at: number; attributes: Record<string, unknown> | null; offset: number }[]
  >`select tracker_id, recorded_at, attributes, "offset" from positions.history
    where tenant_id = ${tenantId} order by tracker_id, recorded_at`;
}

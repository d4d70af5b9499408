import {
  avlRecordOfFix,
  encodeGl200Fix,
  encodeGl200Heartbeat,
  encodeGps103Heartbeat,
  encodeGps103Login,
  encodeGps103Tracker,
  encodeGt06Heartbeat,
  encodeGt06Location,
  encodeGt06Login,
  encodeH02Binary,
  encodeH02Heartbeat,
  encodeH02Position,
  encodeMeitrackFix,
  encodeMeitrackHeartbeat,
  encodeNmeaFix,
  encodeNmeaIdentity,
  encodeTeltonikaDatagram,
  encodeTeltonikaLogin,
  encodeTeltonikaPacket,
  encodeTk103Handshake,
  encodeTk103Position,
} from '@trekker/protocols';

import { full } from './disturbances.ts';
import type { TestPositions } from './positions.ts';

/** How many digits devices of a protocol call themselves by, where that is not 15. */
export const DIGITS: Readonly<Record<string, number>> = { tk103: 12, h02: 10 };

/** A new tenant with a device that calls itself so, and its tracker. */
export async function deviceCalled(site: TestPositions, identifier: string) {
  const tenant = await site.tenant();
  await site.positions.devices.claim(tenant.tenantId, identifier);
  return { tenantId: tenant.tenantId, trackerId: await tenant.tracker(identifier) };
}

const MINUTE = Math.floor(Date.now() / 60_000) * 60_000 - 60_000;

const MOVING = { altitudeMeters: 34, speedMetersPerSecond: 5, headingDegrees: 90, attributes: {} };

/** Good and extreme fixes of a device: the poles, the date line, clocks that were never set and clocks far ahead. */
function fixesOf(identifier: string) {
  const fix = { identifier, recordedAt: MINUTE, latitude: 52.5, longitude: 13.4, ...MOVING };
  const extreme = [
    { ...fix, recordedAt: MINUTE + 1_000, latitude: -90, longitude: 180 },
    { ...fix, recordedAt: Date.UTC(2079, 11, 31, 23, 59, 59) },
    { ...fix, recordedAt: MINUTE + 2_000, latitude: 90, longitude: -180, speedMetersPerSecond: 0 },
    { ...fix, recordedAt: Date.UTC(2000, 0, 1) },
  ];
  return [fix, ...(full ? extreme : extreme.slice(0, 2))];
}

/** What devices of a protocol send on one connection, each short enough to come in one piece. */
export function streamsOf(protocol: string, identifier: string): Uint8Array[] {
  const fixes = fixesOf(identifier);
  const joined = (...frames: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(frames));
  switch (protocol) {
    case 'gt06':
      return [
        joined(
          encodeGt06Login({ identifier, serial: 1 }),
          ...fixes.map((fix, at) => encodeGt06Location({ ...fix, serial: at + 2 })),
          encodeGt06Heartbeat({ serial: 9 }),
        ),
      ];
    case 'teltonika':
      return [joined(encodeTeltonikaLogin(identifier), encodeTeltonikaPacket(fixes.map((fix) => avlRecordOfFix(fix))))];
    case 'gps103':
      return [
        joined(
          encodeGps103Login(identifier),
          encodeGps103Heartbeat(identifier),
          ...fixes.map((fix) => encodeGps103Tracker(fix, { utcOffsetSeconds: 0 })),
        ),
      ];
    case 'tk103':
      return [joined(encodeTk103Handshake(identifier), ...fixes.map((fix) => encodeTk103Position(fix)))];
    case 'h02':
      return [
        joined(encodeH02Heartbeat(identifier, 80), ...fixes.map((fix) => encodeH02Position(fix))),
        ...fixes.map((fix) => encodeH02Binary(fix)),
      ];
    case 'meitrack':
      return [joined(encodeMeitrackHeartbeat(identifier, 'B'), ...fixes.map((fix) => encodeMeitrackFix(fix, 'A')))];
    case 'gl200':
      return [
        joined(
          encodeGl200Heartbeat(identifier, { sentAt: MINUTE, count: 6 }),
          ...fixes.map((fix, count) => encodeGl200Fix(fix, { sentAt: MINUTE, count })),
        ),
      ];
    case 'nmea':
      return [joined(encodeNmeaIdentity(identifier), ...fixes.map((fix) => encodeNmeaFix(fix)))];
    default:
      throw new Error(`nothing is known of ${protocol}`);
  }
}

/** What devices of a protocol send in one datagram. */
export function datagramsOf(protocol: string, identifier: string): Uint8Array[] {
  if (protocol !== 'teltonika') return streamsOf(protocol, identifier);
  const records = fixesOf(identifier).map((fix) => avlRecordOfFix(fix));
  return [encodeTeltonikaDatagram({ identifier, packet: 7, contents: 7, records })];
}

import {
  avlRecordOfFix,
  encodeGl200Fix,
  encodeGl200Heartbeat,
  encodeGps103Login,
  encodeGps103Tracker,
  encodeGt06Location,
  encodeGt06Login,
  encodeH02Heartbeat,
  encodeH02Position,
  encodeMeitrackFix,
  encodeMeitrackHeartbeat,
  encodeNmeaFix,
  encodeNmeaIdentity,
  encodeTeltonikaLogin,
  encodeTeltonikaPacket,
  encodeTk103Handshake,
  encodeTk103Position,
  type PhoneFix,
} from '@trekker/protocols';

/** What a device of a protocol says over a connection of its own. */
export interface DeviceTalk {
  /** How many digits such devices call themselves by. */
  readonly digits: number;
  /** What it says first, before the fix. */
  readonly hello: (fix: PhoneFix) => Uint8Array;
  /** One fix. @param count how many messages it sent before, from 0 and then around in 16 bits. */
  readonly report: (fix: PhoneFix, count: number) => Uint8Array;
}

/** By the name of the protocol. */
export const DEVICE_TALKS: Readonly<Record<string, DeviceTalk>> = {
  gt06: {
    digits: 15,
    hello: ({ identifier }) => encodeGt06Login({ identifier, serial: 0 }),
    report: (fix, count) => encodeGt06Location({ ...fix, serial: count }),
  },
  gl200: {
    digits: 15,
    hello: ({ identifier, recordedAt: sentAt }) => encodeGl200Heartbeat(identifier, { sentAt, count: 0 }),
    report: (fix, count) => encodeGl200Fix(fix, { sentAt: fix.recordedAt, count }),
  },
  gps103: {
    digits: 15,
    hello: ({ identifier }) => encodeGps103Login(identifier),
    report: (fix) => encodeGps103Tracker(fix, { utcOffsetSeconds: 0 }),
  },
  h02: {
    digits: 10,
    hello: ({ identifier, batteryPercent = 100 }) => encodeH02Heartbeat(identifier, batteryPercent),
    report: encodeH02Position,
  },
  meitrack: {
    digits: 15,
    hello: ({ identifier }) => encodeMeitrackHeartbeat(identifier, 'A'),
    report: (fix) => encodeMeitrackFix(fix, 'A'),
  },
  nmea: { digits: 15, hello: ({ identifier }) => encodeNmeaIdentity(identifier), report: encodeNmeaFix },
  teltonika: {
    digits: 15,
    hello: ({ identifier }) => encodeTeltonikaLogin(identifier),
    report: (fix) => encodeTeltonikaPacket([avlRecordOfFix(fix)]),
  },
  tk103: { digits: 12, hello: ({ identifier }) => encodeTk103Handshake(identifier), report: encodeTk103Position },
};

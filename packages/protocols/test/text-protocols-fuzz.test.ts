import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { type DeviceProtocol, NEW_SESSION, type Session } from '@trekker/protocols';
import { encodeGps103Heartbeat, encodeGps103Login, encodeGps103Tracker } from '../src/gps103/encode-tracker.ts';
import { gps103 } from '../src/gps103/gps103.ts';
import { encodeH02Binary } from '../src/h02/encode-binary.ts';
import { encodeH02Heartbeat, encodeH02Position } from '../src/h02/encode-position.ts';
import { h02 } from '../src/h02/h02.ts';
import { encodeNmeaFix, encodeNmeaIdentity } from '../src/nmea/encode-nmea.ts';
import { nmea } from '../src/nmea/nmea.ts';
import { encodeTk103Handshake, encodeTk103Login, encodeTk103Position } from '../src/tk103/encode-position.ts';
import { tk103 } from '../src/tk103/tk103.ts';

const FIX = {
  identifier: '123456789012345',
  recordedAt: Date.UTC(2024, 1, 29, 23, 59, 58),
  latitude: -33.123_456,
  longitude: 151.654_321,
  altitudeMeters: 12.5,
  speedMetersPerSecond: 3.2,
  headingDegrees: 271.5,
  attributes: { ignition: true, alarm: 'sos', satellites: 7, hdop: 1.2 },
};

const text = (line: string) => new TextEncoder().encode(line);

/** A connection of each protocol with messages of every kind. */
const CONNECTIONS: readonly (readonly [DeviceProtocol, readonly Uint8Array[]])[] = [
  [
    h02,
    [
      encodeH02Position(FIX),
      encodeH02Binary(FIX),
      encodeH02Heartbeat(FIX.identifier, 80),
      text('*HQ,1234567890,NBR,120000,262,01,255,2,100,200,30,101,201,-70,290224,FFFFFBFF#'),
      text('*HQ,1234567890,V3,120000,26201,01,000100,000200,140,-80,0190,0,X,290224,FFFFFBFF#'),
      text('*HQ,1234567890,LINK,120000,15,8,84,100,0,290224,FFFFFBFF#'),
      text('*HQ,1234567890,V4,S20,DONE,115959,120000,A,2230.0000,N,11354.0000,E,10.00,090,290224,FFFFFBFF#'),
      text('*hq,123456789012345,VP1,A,2230.0000,N,11354.0000,E,0.50,0.0000,290224#'),
      text('*HQ,1234567890,SMS,VOLT:12.9V#'),
    ],
  ],
  [
    gps103,
    [
      encodeGps103Login(FIX.identifier),
      encodeGps103Heartbeat(FIX.identifier),
      encodeGps103Tracker(FIX, { utcOffsetSeconds: 7200 }),
      text('imei:123456789012345,tracker,240301015958,,L,,,1a2b,,3c4d,,,;'),
      text('imei:123456789012345,OBD,240301015958,1200,0.5,7.9,300,66,20.5%,+80,12.0%,01500,13.5,P0137,,,;'),
    ],
  ],
  [
    tk103,
    [
      encodeTk103Handshake(FIX.identifier),
      encodeTk103Login(FIX),
      encodeTk103Position(FIX),
      text('(123456789012,ZC20,290224,120000,6,421,112,0)'),
      text('(123456789012,ZC03,290224,120000,$(a) b$)'),
      text('(123456789012,DW50,262,1,100,200,1,aa:bb:cc:dd:ee:ff*-8*0,290224,120000)'),
      text('(123456789012BP05123456789012345,{262,1,100,200},01000000)'),
    ],
  ],
  [
    nmea,
    [
      encodeNmeaIdentity(FIX.identifier),
      encodeNmeaFix(FIX),
      encodeNmeaFix({ ...FIX, recordedAt: FIX.recordedAt + 1000 }),
    ],
  ],
];

const CIRCUMSTANCES = {
  transport: 'tcp',
  receivedAt: Date.UTC(2024, 2, 1),
  utcOffsetSeconds: 0,
  speedUnit: null,
} as const;

/** Far more than the longest message of any of them. */
const BOUND = 5000;

for (const [protocol, messages] of CONNECTIONS) {
  const stream = Buffer.concat(messages);
  const whole = JSON.stringify(receive(protocol, [stream]));

  test(`reads every message of ${protocol.name}, however the stream is cut`, () => {
    assert.doesNotMatch(whole, /malformed|unsupported/u);
    for (let at = 0; at <= stream.length; at += 1) {
      const cut = receive(protocol, [stream.subarray(0, at), stream.subarray(at)]);
      // A binary message of H02 that comes in two parts may lose its cell, which ours has not.
      assert.equal(JSON.stringify(cut), whole, `cut at ${at}`);
    }
    assert.equal(
      JSON.stringify(
        receive(
          protocol,
          Array.from(stream, (byte) => Uint8Array.of(byte)),
        ),
      ),
      whole,
    );
  });

  test(`survives ${protocol.name} broken off or changed at any byte`, () => {
    for (const message of messages) {
      for (let at = 0; at < message.length; at += 1) {
        receive(protocol, [message.subarray(0, at)]);
        decodeAlone(protocol, message.subarray(0, at));
        for (const byte of [0, 0x24, 0x28, 0x2a, 0x2c, 0x39, 0x7b, 0xff]) {
          const changed = Uint8Array.from(message);
          changed[at] = byte;
          receive(protocol, [changed]);
          decodeAlone(protocol, changed);
        }
      }
    }
  });

  test(`survives random bytes and characters as ${protocol.name}`, () => {
    const characters = fc.stringMatching(/^[*$#(),;:XHQV1ANSWEimeBRP0-9.\-\r\n]{0,300}$/u).map(text);
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.uint8Array({ maxLength: 200 }), characters), { maxLength: 6 }), (chunks) => {
        receive(protocol, chunks);
        for (const chunk of chunks) decodeAlone(protocol, chunk);
      }),
      { numRuns: 300 },
    );
  });

  test(`keeps no more of ${protocol.name} than its longest message, and takes time in line with what comes`, () => {
    const starts = messages.map((message) => message.subarray(0, 8));
    for (const start of starts) {
      const splitter = protocol.splitter();
      const endless = Buffer.concat(Array.from({ length: 40_000 }, () => start));
      const before = process.cpuUsage();
      splitter.push(endless);
      assert.ok(process.cpuUsage(before).user < 2_000_000, 'slow');
      assert.ok(splitter.waiting() < BOUND, `${splitter.waiting()} bytes wait`);
    }
  });
}

/** All messages of a connection; every message names its device or says that nobody did. */
function receive(protocol: DeviceProtocol, chunks: readonly Uint8Array[]): unknown[] {
  const splitter = protocol.splitter();
  const messages: unknown[] = [];
  let session: Session = NEW_SESSION;
  for (const frame of chunks.flatMap((chunk) => splitter.push(chunk))) {
    const decoded = protocol.decodeFrame(frame, session, CIRCUMSTANCES);
    messages.push(...decoded.messages);
    session = decoded.session;
    assert.ok(Object.keys(session.memory).length < 30);
  }
  assert.ok(splitter.waiting() < BOUND);
  messages.push(...(protocol.endSession?.(session, CIRCUMSTANCES).messages ?? []));
  return messages;
}

function decodeAlone(protocol: DeviceProtocol, frame: Uint8Array): void {
  const { messages } = protocol.decodeFrame(frame, { ...NEW_SESSION, identifier: 'a' }, CIRCUMSTANCES);
  for (const message of messages) assert.ok(JSON.stringify(message).length > 0);
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { type DeviceProtocol, type PlacedFix, NEW_SESSION, type Session } from '@trekker/protocols';
import { encodeGps103Tracker } from '../src/gps103/encode-tracker.ts';
import { gps103 } from '../src/gps103/gps103.ts';
import { encodeH02Binary } from '../src/h02/encode-binary.ts';
import { encodeH02Position } from '../src/h02/encode-position.ts';
import { h02 } from '../src/h02/h02.ts';
import { encodeNmeaFix, encodeNmeaIdentity } from '../src/nmea/encode-nmea.ts';
import { nmea } from '../src/nmea/nmea.ts';
import { encodeTk103Position } from '../src/tk103/encode-position.ts';
import { tk103 } from '../src/tk103/tk103.ts';
import { arbitraryFix } from './arbitrary-fix.ts';

const KNOT = 1852 / 3600;

/** A way to send a fix, and how much of it gets lost: metres per second and degrees of heading. */
interface Way {
  readonly name: string;
  readonly protocol: DeviceProtocol;
  readonly encode: (fix: PlacedFix) => Uint8Array;
  readonly digits: number;
  readonly speed: number;
  readonly heading: number;
  /** What is sent of the attributes. */
  readonly attributes: readonly string[];
}

const WAYS: readonly Way[] = [
  {
    name: 'H02 text',
    protocol: h02,
    encode: encodeH02Position,
    digits: 15,
    speed: 0.005 * KNOT,
    heading: 0.5,
    attributes: ['ignition'],
  },
  {
    name: 'H02 binary',
    protocol: h02,
    encode: encodeH02Binary,
    digits: 10,
    speed: 0.5 * KNOT,
    heading: 0.5,
    attributes: ['ignition'],
  },
  ...[0, 28_800, -34_200, 45_900].map((utcOffsetSeconds) => ({
    name: `GPS103 ${utcOffsetSeconds / 3600} h ahead of UTC`,
    protocol: gps103,
    encode: (fix: PlacedFix) => encodeGps103Tracker(fix, { utcOffsetSeconds }),
    digits: 15,
    speed: 0.005 * KNOT,
    heading: 0.005,
    attributes: ['ignition'],
  })),
  {
    name: 'TK103',
    protocol: tk103,
    encode: encodeTk103Position,
    digits: 12,
    speed: 0.05 / 3.6,
    heading: 0.005,
    attributes: ['ignition'],
  },
  {
    name: 'NMEA',
    protocol: nmea,
    encode: (fix) => Buffer.concat([encodeNmeaIdentity(fix.identifier), encodeNmeaFix(fix)]),
    digits: 15,
    speed: 0.0005 * KNOT,
    heading: 0.005,
    attributes: [],
  },
];

/** Half of a ten-thousandth of a minute, degrees. */
const PLACE = 0.5e-4 / 60 + 1e-12;

for (const way of WAYS) {
  test(`gives back the fix that was sent by ${way.name}`, () => {
    fc.assert(
      fc.property(arbitraryFix(way.digits), (sent) => {
        const received = receive(way, sent);
        assert.equal(received.identifier, sent.identifier);
        assert.equal(received.recordedAt, sent.recordedAt);
        near(received.latitude, sent.latitude, PLACE);
        near(received.longitude, sent.longitude, PLACE);
        near(received.speedMetersPerSecond, sent.speedMetersPerSecond, way.speed + 1e-9);
        const turn = Math.abs((received.headingDegrees ?? 0) - (sent.headingDegrees ?? 0));
        assert.ok(Math.min(turn, 360 - turn) <= way.heading + 1e-9, `${turn} degrees`);
        for (const name of way.attributes) assert.equal(received.attributes[name], sent.attributes[name], name);
        assert.equal(received.attributes.valid, undefined);
      }),
      { numRuns: 200 },
    );
  });

  test(`gives back an old place as one by ${way.name}`, () => {
    const sent = {
      identifier: '123456789012345'.slice(-way.digits),
      recordedAt: Date.UTC(2024, 1, 29),
      latitude: -1.5,
      longitude: -2.25,
    };
    assert.equal(receive(way, { ...sent, attributes: { valid: false } }).attributes.valid, false);
  });
}

/** The one fix of what was sent; clocks more than 12 h ahead of UTC are known from the settings of the tracker. */
function receive({ protocol, encode, name }: Way, sent: PlacedFix): PlacedFix {
  const ahead = /GPS103 (\S+) h/u.exec(name)?.[1];
  const circumstances = {
    transport: 'tcp',
    // 1024 weeks before lies in no drawn year: a time there is taken for one of a receiver that is so late.
    receivedAt: Date.UTC(2019, 5, 1),
    utcOffsetSeconds: Math.abs(Number(ahead ?? 0)) > 12 ? Number(ahead) * 3600 : 0,
    speedUnit: null,
  } as const;
  let session: Session = NEW_SESSION;
  const messages = protocol
    .splitter()
    .push(encode(sent))
    .flatMap((frame) => {
      const decoded = protocol.decodeFrame(frame, session, circumstances);
      session = decoded.session;
      return decoded.messages;
    });
  messages.push(...(protocol.endSession?.(session, circumstances).messages ?? []));
  const fixes = messages.filter((message) => message.kind === 'fix');
  assert.equal(fixes.length, 1, JSON.stringify(messages));
  assert.ok(fixes[0]);
  return fixes[0].fix;
}

function near(ours: number | undefined, sent: number | undefined, tolerance: number): void {
  assert.ok(Math.abs((ours ?? Number.NaN) - (sent ?? 0)) <= tolerance, `${ours} is not ${sent}`);
}

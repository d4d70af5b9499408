import type { Decoded, DecodedHeartbeat } from '../decoded.ts';
import type { Circumstances, DecodedFrame, Session } from '../device-protocol.ts';
import { identifierOf } from '../identifier-of.ts';
import { readIdentifier } from '../text.ts';
import { wireText } from '../text/wire.ts';
import { Unreadable, orMalformed } from '../unreadable.ts';
import { withoutWeekRollover } from '../week-rollover.ts';
import { readObd } from './decode-obd.ts';
import { isSensorReport, readSensorReport } from './decode-sensor-report.ts';
import { type DecodedTracker, type Reading, readTracker } from './decode-tracker.ts';
import { encodeGps103Answer, type Gps103Call } from './encode-answer.ts';

/**
 * Reads one frame: `##,imei:<identifier>,A` (login), the digits of the identifier alone (heartbeat, sometimes right
 * before the next message), or `imei:<identifier>,<keyword>,…`. The protocol has no checksum.
 */
export function decodeGps103(frame: Uint8Array, session: Session, circumstances: Circumstances): DecodedFrame {
  const text = wireText(frame).replace(/[;*\s]+$/u, '');
  const { decoded, utcOffsetSeconds } = read(text, { session, circumstances });
  const identifier = identifierOf(decoded);
  return {
    messages: [withoutWeekRollover(decoded, circumstances.receivedAt)],
    session: {
      ...session,
      identifier: identifier ?? session.identifier,
      utcOffsetSeconds: utcOffsetSeconds ?? session.utcOffsetSeconds,
    },
    checksum: 'none',
    answer: identifier === null ? null : answerTo(text, identifier),
    refusal: null,
  };
}

const HEARTBEAT = /^(?<identifier>\d{10,20})(?=imei:|$)/u;
const MESSAGE = /imei:(?<identifier>[^,;]*)(?:,(?<rest>.*))?$/su;
const LOGIN = /imei:[^,;]*,[A-Z],?$/u;

interface Read {
  readonly session: Session;
  readonly circumstances: Circumstances;
}

function read(text: string, { session, circumstances }: Read): DecodedTracker {
  const message = MESSAGE.exec(text)?.groups;
  const name = message?.identifier ?? HEARTBEAT.exec(text)?.groups?.identifier;
  const known =
    session.utcOffsetSeconds ?? (circumstances.utcOffsetSeconds === 0 ? null : circumstances.utcOffsetSeconds);
  const decoded = orMalformed(session.identifier, () => {
    if (name === undefined) throw new Unreadable('message', text, 'imei:<identifier>,… or the identifier alone');
    const identifier = readIdentifier('imei', name);
    const fields = message?.rest?.split(',') ?? [];
    return orMalformed(identifier, () => {
      const alone = message === undefined || LOGIN.test(text);
      const reading = { identifier, circumstances, utcOffsetSeconds: known };
      return alone ? { decoded: alive(identifier), utcOffsetSeconds: null } : readMessage(fields, reading);
    });
  });
  return 'decoded' in decoded ? decoded : { decoded, utcOffsetSeconds: null };
}

function readMessage(fields: readonly string[], reading: Reading): DecodedTracker {
  const [keyword = '', ...rest] = fields;
  const shown = (decoded: Decoded): DecodedTracker => ({ decoded, utcOffsetSeconds: null });
  if (keyword === 'OBD') return shown(readObd(rest, reading));
  if (keyword === 'vr') {
    const { problem } = new Unreadable('keyword', keyword, 'of a message without parts of a photo');
    return shown({ kind: 'unsupported', identifier: reading.identifier, problem });
  }
  if (!isSensorReport(fields)) return readTracker(fields, reading);
  return shown({ kind: 'fix', fix: readSensorReport(reading.identifier, fields, reading.circumstances) });
}

function alive(identifier: string): DecodedHeartbeat {
  return { kind: 'heartbeat', identifier, recordedAt: null, attributes: {} };
}

function answerTo(text: string, identifier: string): Uint8Array | null {
  const calls: readonly (readonly [Gps103Call, RegExp])[] = [
    ['heartbeat', HEARTBEAT],
    ['login', LOGIN],
    ['help', /imei:[^,;]*,help me,/u],
  ];
  const answers = calls.filter(([, asks]) => asks.test(text)).map(([call]) => encodeGps103Answer(call, identifier));
  return answers.length === 0 ? null : Uint8Array.from(answers.flatMap((answer) => [...answer]));
}

import { ByteReader } from '../bytes/byte-reader.ts';
import type { Decoded } from '../decoded.ts';
import type { Circumstances, DecodedFrame, DeviceProtocol, Session } from '../device-protocol.ts';
import { orMalformed, Unreadable } from '../unreadable.ts';
import { readLogin } from './decode-login.ts';
import { encodeGt06Answer } from './encode-answer.ts';
import { type Gt06Frame, openFrame } from './frame.ts';
import { readerOf } from './readers.ts';
import { decodedOf } from './report.ts';
import { gt06Splitter } from './split-frames.ts';

/**
 * GT06, of Concox and of the many who build alike: binary frames over TCP, the IMEI in a login at first. Clocks run on
 * UTC unless the login states a time zone, which many that run on local time leave out.
 *
 * Source: Concox, "GT06 GPS tracker communication protocol" v1.8.1; kinds that it does not know by recorded messages.
 */
export const gt06: DeviceProtocol = {
  name: 'gt06',
  port: 5023,
  transports: ['tcp'],
  splitter: gt06Splitter,
  decodeFrame,
};

const LOGIN = 0x01;
/** Signs of life whose content says nothing that is kept: a request for an address or the time, a silent heartbeat. */
const SIGNS_OF_LIFE = new Set([0x08, 0x1f, 0x2a, 0x8a, 0xa7]);

function decodeFrame(bytes: Uint8Array, session: Session, circumstances: Circumstances): DecodedFrame {
  const { identifier } = session;
  const frame = orMalformed(identifier, () => openFrame(bytes));
  if ('kind' in frame) return { messages: [frame], session, checksum: 'none', answer: null, refusal: null };
  const { checksum } = frame;
  const read = orMalformed(identifier, () => readFrame(frame, session, circumstances));
  if ('kind' in read) {
    // A login that cannot be read is not answered: nobody is there to be kept waiting.
    const answer = identifier === null ? null : encodeGt06Answer(frame, circumstances.receivedAt);
    return { messages: [read], session, checksum, answer, refusal: null };
  }
  const answer = encodeGt06Answer(frame, circumstances.receivedAt);
  return { messages: [read.message], session: read.session, checksum, answer, refusal: null };
}

function readFrame(
  frame: Gt06Frame,
  session: Session,
  circumstances: Circumstances,
): { message: Decoded; session: Session } {
  const reader = new ByteReader(frame.content);
  if (frame.type === LOGIN && !frame.extended) {
    const named = readLogin(reader, session);
    return { message: signOfLife(named.identifier ?? ''), session: named };
  }
  const { identifier } = session;
  if (identifier === null) throw new Unreadable('imei', '', 'a login before anything else');
  if (SIGNS_OF_LIFE.has(frame.type)) return { message: signOfLife(identifier), session };
  const read = readerOf(frame);
  if (!read) return { message: unsupported(frame.type, identifier), session };
  const utcOffsetSeconds = circumstances.utcOffsetSeconds || (session.utcOffsetSeconds ?? 0);
  const report = read({ frame, reader, utcOffsetSeconds, model: circumstances.model ?? null });
  return {
    message: decodedOf({ ...report, attributes: { messageType: frame.type, ...report.attributes } }, identifier),
    session,
  };
}

function signOfLife(identifier: string): Decoded {
  return { kind: 'heartbeat', identifier, recordedAt: null, attributes: {} };
}

function unsupported(type: number, identifier: string): Decoded {
  const { problem } = new Unreadable('type', type.toString(16).padStart(2, '0'), 'a kind of message that is known');
  return { kind: 'unsupported', identifier, problem };
}

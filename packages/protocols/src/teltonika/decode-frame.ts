import { ARC, crc16 } from '../bytes/crc16.ts';
import { ByteReader } from '../bytes/byte-reader.ts';
import type { Decoded } from '../decoded.ts';
import type { DecodedFrame, Session } from '../device-protocol.ts';
import { readIdentifier } from '../text.ts';
import { Unreadable, orMalformed } from '../unreadable.ts';
import { wireText } from '../text/wire.ts';
import { PACKET_CHECK, PACKET_HEAD, PING, isDatagram } from './cut-frame.ts';
import { decodePacket } from './decode-packet.ts';
import { encodeDatagramAnswer, encodeLoginAnswer, encodePacketAnswer } from './encode-answer.ts';

/** Reads one frame: a sign of life, a login, a packet of records or of a command's answer, or a datagram of those. */
export function decodeFrame(frame: Uint8Array, session: Session): DecodedFrame {
  if (frame.length === 1 && frame[0] === PING) return decodePing(session);
  const length = (frame[0] ?? 0) * 0x100 + (frame[1] ?? 0);
  if (length === 0) return decodeStream(frame, session);
  return isDatagram(frame) ? decodeDatagram(frame, session) : decodeLogin(frame, session);
}

function decodePing(session: Session): DecodedFrame {
  const { identifier } = session;
  return silent(
    session,
    identifier === null ? [] : [{ kind: 'heartbeat', identifier, recordedAt: null, attributes: {} }],
  );
}

function decodeLogin(frame: Uint8Array, session: Session): DecodedFrame {
  const read = orMalformed(null, () => readIdentifier('imei', wireText(frame.subarray(2))));
  if (typeof read !== 'string') return silent(session, [read]);
  return {
    messages: [{ kind: 'heartbeat', identifier: read, recordedAt: null, attributes: {} }],
    session: { ...session, identifier: read },
    checksum: 'none',
    answer: encodeLoginAnswer(true),
    refusal: encodeLoginAnswer(false),
  };
}

/**
 * A packet in a stream. A wrong check is no reason to lose records; only where something in the packet is unreadable as
 * well does the device have to send it again.
 */
function decodeStream(frame: Uint8Array, session: Session): DecodedFrame {
  const { identifier } = session;
  if (identifier === null) return silent(session, [noLogin()]);
  const data = frame.subarray(PACKET_HEAD, Math.max(PACKET_HEAD, frame.length - PACKET_CHECK));
  const checksum = crc16(data, ARC) === lastUint32(frame) ? 'right' : 'wrong';
  const { messages, acknowledged } = decodePacket(data, identifier);
  const again = checksum === 'wrong' && messages.some(({ kind }) => kind === 'malformed');
  return {
    messages,
    session,
    checksum,
    answer: acknowledged === null ? null : encodePacketAnswer(again ? 0 : acknowledged),
    refusal: acknowledged === null ? null : encodePacketAnswer(0),
  };
}

function decodeDatagram(frame: Uint8Array, session: Session): DecodedFrame {
  const read = orMalformed(null, () => {
    const reader = new ByteReader(frame);
    reader.u16('length');
    const packet = reader.u16('packetId');
    reader.u8('type');
    const contents = reader.u8('avlPacketId');
    const identifier = readIdentifier('imei', wireText(reader.take('imei', reader.u16('imei'))));
    return { packet, contents, identifier, data: reader.take('data', reader.left()) };
  });
  if ('kind' in read) return silent(session, [read]);
  const { packet, contents, identifier, data } = read;
  const { messages, acknowledged } = decodePacket(data, identifier);
  return {
    messages,
    session: { ...session, identifier },
    checksum: 'none',
    answer: acknowledged === null ? null : encodeDatagramAnswer({ packet, contents, records: acknowledged }),
    refusal: acknowledged === null ? null : encodeDatagramAnswer({ packet, contents, records: 0 }),
  };
}

/** Whoever sent records before its login cannot be told; without an answer the device sends them again. */
function noLogin(): Decoded {
  return orMalformed(null, () => {
    throw new Unreadable('imei', '', 'a login before the first record');
  });
}

function silent(session: Session, messages: readonly Decoded[]): DecodedFrame {
  return { messages, session, checksum: 'none', answer: null, refusal: null };
}

function lastUint32(frame: Uint8Array): number {
  return frame.subarray(-PACKET_CHECK).reduce((number, byte) => number * 0x100 + byte, 0);
}

import type { Cut, FrameRule } from '../bytes/frame-splitter.ts';

/**
 * Finds frames of every kind, as their first bytes tell them apart: `FF` alone keeps a connection open; two bytes of
 * length and an IMEI are a login; four zeros and four bytes of length are a packet, which ends with four bytes of check;
 * everything else that has an envelope of UDP is a datagram.
 */
export const TELTONIKA_FRAMES: FrameRule = { maxBytes: 32_768, cut };

/** The byte a device sends to keep its connection open. */
export const PING = 0xff;

/** Longest identifier in a login. */
const MAX_LOGIN_CHARACTERS = 32;

/** Zeros and length in front of a packet, and the check behind it. */
export const PACKET_HEAD = 8;
export const PACKET_CHECK = 4;

const WAIT: Cut = { drop: 0, frame: 0 };
const DROP: Cut = { drop: 1, frame: 0 };
/** Codec, two counts: less is no packet. */
const SHORTEST_PACKET = 3;

function cut(bytes: Uint8Array): Cut {
  if (bytes[0] === PING) return { drop: 0, frame: 1 };
  if (bytes.length < 2) return WAIT;
  const length = uint16(bytes, 0);
  if (length === 0) return cutPacket(bytes);
  if (bytes.length < MARK) return WAIT;
  return isDatagram(bytes) ? cutDatagram(bytes, 2 + length) : cutLogin(bytes, 2 + length);
}

/** Whether bytes that begin with a length are a datagram: behind the number of it stands a byte 01, in a login a digit. */
export function isDatagram(bytes: Uint8Array): boolean {
  return bytes[MARK - 1] === 1;
}

const MARK = 5;

function cutPacket(bytes: Uint8Array): Cut {
  if ((bytes[2] ?? 0) !== 0 || (bytes[3] ?? 0) !== 0) return DROP;
  if (bytes.length < PACKET_HEAD) return WAIT;
  const length = uint16(bytes, 4) * 0x1_0000 + uint16(bytes, 6);
  if (length < SHORTEST_PACKET) return DROP;
  return whole(bytes, PACKET_HEAD + length + PACKET_CHECK);
}

function cutLogin(bytes: Uint8Array, length: number): Cut {
  const short = length <= 2 + MAX_LOGIN_CHARACTERS;
  return short && bytes.subarray(2, length).every(isAlphanumeric) ? whole(bytes, length) : DROP;
}

/** A number of the contents and the length of an IMEI follow. */
function cutDatagram(bytes: Uint8Array, length: number): Cut {
  const imei = (bytes[6] ?? 0) === 0 && (bytes[7] ?? IMEI_DIGITS) === IMEI_DIGITS;
  return imei ? whole(bytes, length) : DROP;
}

const IMEI_DIGITS = 15;

function whole(bytes: Uint8Array, length: number): Cut {
  if (length > TELTONIKA_FRAMES.maxBytes) return DROP;
  return bytes.length < length ? WAIT : { drop: 0, frame: length };
}

function uint16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 0x100 + (bytes[at + 1] ?? 0);
}

function isAlphanumeric(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

import { ByteWriter } from '../bytes/byte-writer.ts';
import { X25, crc16 } from '../bytes/crc16.ts';
import type { Checksum } from '../device-protocol.ts';
import { Unreadable } from '../unreadable.ts';

/** A frame taken apart. */
export interface Gt06Frame {
  /** Whether it begins with `7979` and has two bytes of length; with `7878` it has one. */
  readonly extended: boolean;
  /** The length it states: of everything from the type to the checksum. */
  readonly length: number;
  /** The kind of message. */
  readonly type: number;
  /** What stands between the type and the serial number. */
  readonly content: Uint8Array;
  /** The running number of the message; null in the short frames that have none. */
  readonly serial: number | null;
  readonly checksum: Checksum;
}

/** What precedes the length, by one byte of it. */
const SHORT = 0x78;
const EXTENDED = 0x79;
/** The serial number and the checksum, two bytes each. */
const TRAILER_BYTES = 4;

/**
 * Takes a frame apart: `7878` and one byte of length, or `7979` and two; type, content, serial number, CRC-16/X-25 over
 * everything from the length to the serial number, `0D0A`. Some devices state a wrong length: what counts is where the
 * frame ends. Serial number and checksum are missing in what watches say of networks (17, 69: the length is a count or
 * 0), where the length is that of the content alone, and where the frame ends early.
 *
 * Source: Concox, "GT06 GPS tracker communication protocol" v1.8.1, section 4.
 */
export function openFrame(frame: Uint8Array): Gt06Frame {
  const extended = frame[0] === EXTENDED;
  const start = extended ? 4 : 3;
  const end = endOf(frame);
  if (!hasHead(frame) || end <= start) {
    throw new Unreadable('frame', '', '7878 or 7979, a length and a type');
  }
  const head = { extended, length: extended ? u16At(frame, 2) : u8At(frame, 2), type: u8At(frame, start) };
  const isRight = end - start > TRAILER_BYTES && u16At(frame, end - 2) === crc16(frame.subarray(2, end - 2), X25);
  if (!isRight && lacksTrailer(head, end - start)) {
    const isCut = head.length > end - start && !isOfWatch(head);
    return { ...head, content: frame.subarray(start + 1, end), serial: null, checksum: isCut ? 'wrong' : 'none' };
  }
  const content = frame.subarray(start + 1, end - TRAILER_BYTES);
  return { ...head, content, serial: u16At(frame, end - TRAILER_BYTES), checksum: isRight ? 'right' : 'wrong' };
}

/** Where the tail begins, which may be missing. */
function endOf(frame: Uint8Array): number {
  return frame.at(-2) === 0x0d && frame.at(-1) === 0x0a ? frame.length - 2 : frame.length;
}

/** What a frame says before its content. */
type Head = Pick<Gt06Frame, 'extended' | 'length' | 'type'>;

function hasHead(frame: Uint8Array): boolean {
  return (frame[0] === SHORT || frame[0] === EXTENDED) && frame[1] === frame[0];
}

/** Whether so many bytes from the type on can hold no serial number and checksum. */
function lacksTrailer(head: Head, bytes: number): boolean {
  const { length } = head;
  return isOfWatch(head) || length === 0 || length === bytes - 1 || length > bytes || bytes <= TRAILER_BYTES;
}

function isOfWatch({ extended, type }: Head): boolean {
  return !extended && (type === 0x17 || type === 0x69);
}

function u8At(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

function u16At(bytes: Uint8Array, at: number): number {
  return (u8At(bytes, at) << 8) | u8At(bytes, at + 1);
}

/** What goes into a frame. */
export interface Gt06Message {
  readonly extended?: boolean;
  readonly type: number;
  readonly content?: Uint8Array;
  readonly serial: number;
}

/** The frame of a message, with its length and checksum. */
export function closeFrame({ extended = false, type, content = new Uint8Array(0), serial }: Gt06Message): Uint8Array {
  const length = 1 + content.length + TRAILER_BYTES;
  const checked = new ByteWriter();
  if (extended) checked.u16(length);
  else checked.u8(length);
  checked.u8(type).bytes(content).u16(serial);
  const bytes = checked.done();
  const head = extended ? EXTENDED : SHORT;
  return new ByteWriter().u8(head).u8(head).bytes(bytes).u16(crc16(bytes, X25)).u8(0x0d).u8(0x0a).done();
}

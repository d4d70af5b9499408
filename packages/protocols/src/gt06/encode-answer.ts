import { ByteWriter } from '../bytes/byte-writer.ts';
import { writeClock } from './clock.ts';
import { closeFrame, type Gt06Frame } from './frame.ts';

/** Kinds of messages that have an answer of their own, or none. */
const WATCH_NETWORKS = [0x17, 0x69];
const ADDRESS_REQUEST = 0x2a;
const TIME_REQUEST = 0x8a;
/** Answers of the terminal to commands of the server. */
const ANSWERS = new Set([0x15, 0x21, 0x80, 0x81, 0x82]);

/**
 * What a server answers: the kind and the running number of the message, which most terminals wait for before they send
 * on; the time where the terminal asks for it. Null for what is itself an answer.
 *
 * Source: Concox, "GT06 GPS tracker communication protocol" v1.8.1, sections 5.1 to 5.5.
 */
export function encodeGt06Answer(frame: Gt06Frame, now: number): Uint8Array | null {
  const { extended, type, serial, content } = frame;
  if (serial === null) return WATCH_NETWORKS.includes(type) && content.length >= 6 ? watchAnswer(frame) : null;
  if (ANSWERS.has(type)) return null;
  if (!extended && type === TIME_REQUEST) {
    return closeFrame({ type, serial, content: writeClock(new ByteWriter(), now).done() });
  }
  if (!extended && type === ADDRESS_REQUEST) return addressAnswer(serial);
  // Modules come in long frames and are answered in short ones.
  return closeFrame({ extended: extended && type !== 0x70, type, serial });
}

/** Watches get back the date of their message. */
function watchAnswer({ type, content }: Gt06Frame): Uint8Array {
  return Uint8Array.from([0x78, 0x78, 0, type, ...content.subarray(0, 6), 0x0d, 0x0a]);
}

/** "No address", in the form terminals read: length, the server's mark, the text between separators. */
function addressAnswer(serial: number): Uint8Array {
  const text = new TextEncoder().encode('NA&&NA&&0##');
  const content = new ByteWriter().u8(text.length).u32(0).bytes(text).done();
  return closeFrame({ extended: true, type: 0x97, content, serial });
}

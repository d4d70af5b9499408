import { ByteReader } from '../bytes/byte-reader.ts';
import { hexOf } from '../bytes/hex.ts';
import type { Attributes, Decoded } from '../decoded.ts';
import { Unreadable, orMalformed } from '../unreadable.ts';
import { printableText } from './printable-text.ts';

/** Commands, their answers, refusals of those for another device, and what codec 15 sends unasked. */
const TEXTS = new Set([0x05, 0x06, 0x0b, 0x11]);
const WITH_TIME = new Set([0x0d, 0x0f]);
const WITH_IMEI = new Set([0x0e, 0x0f]);
const IMEI_BYTES = 8;

/**
 * Reads answers to commands, codecs 12 to 15, as signs of life with the text of the answer in `result`; what is no text
 * is given in hexadecimal. Pictures and files, which come in the same codecs, are not read.
 */
export function decodeCommandAnswer(data: Uint8Array, identifier: string): Decoded[] {
  const messages: Decoded[] = [];
  const failed = orMalformed(identifier, () => {
    const reader = new ByteReader(data);
    const codec = reader.u8('codec');
    for (let left = reader.u8('quantity'); left > 0; left -= 1) messages.push(readAnswer(reader, codec, identifier));
    return null;
  });
  if (failed !== null) messages.push(failed);
  return messages;
}

function readAnswer(reader: ByteReader, codec: number, identifier: string): Decoded {
  const type = reader.u8('type');
  const body = new ByteReader(reader.take('response', reader.u32('size')));
  if (!TEXTS.has(type)) {
    const problem = {
      field: 'type',
      value: hexOf(Uint8Array.of(type)),
      expected: '05, 06, 0b or 11: a command or its answer',
    };
    return { kind: 'unsupported', identifier, problem };
  }
  const seconds = WITH_TIME.has(codec) ? body.u32('timestamp') : null;
  if (WITH_IMEI.has(codec)) body.take('imei', IMEI_BYTES);
  const attributes = resultOf(body.take('response', body.left()));
  return { kind: 'heartbeat', identifier, recordedAt: seconds === null ? null : seconds * 1000, attributes };
}

function resultOf(bytes: Uint8Array): Attributes {
  if (bytes.length === 0) throw new Unreadable('response', '', 'at least one byte');
  return { result: printableText(bytes) ?? hexOf(bytes) };
}

import { identifierOf, messageFields, type Checksum, type Decoded, type MessageField } from '@trekker/protocols';

import type { ReadMessage, ReadPart } from './read-message.ts';

/** What a message was read as, in the words of the schema. */
export function shownMessage({ frames, heldBack, droppedBytes }: ReadMessage) {
  return { frames: frames.map(shownFrame), heldBack: heldBack.map(shownPart), droppedBytes };
}

function shownFrame({ bytes, checksum, messages, answer, refusal }: ReadMessage['frames'][number]) {
  return {
    hex: hexOf(bytes),
    checksum: checksum.toUpperCase() as Uppercase<Checksum>,
    messages: messages.map(shownPart),
    answerHex: answer && hexOf(answer),
    refusalHex: refusal && hexOf(refusal),
  };
}

function shownPart(part: ReadPart) {
  if (part.kind === 'lost') return { kind: 'LOST' as const, identifier: part.identifier, fields: [] };
  return {
    kind: part.kind.toUpperCase() as Uppercase<Decoded['kind']>,
    identifier: identifierOf(part),
    fields: messageFields(part).flatMap(shownField),
  };
}

function shownField({ name, value, unit }: MessageField) {
  if (name === 'identifier' || value === null) return [];
  if (name === 'recordedAt' && typeof value === 'number') return [{ name, value: shownInstant(value), unit }];
  return [{ name, value: String(value), unit }];
}

function shownInstant(instant: number): string {
  return Math.abs(instant) <= 8.64e15 ? new Date(instant).toISOString() : String(instant);
}

/** Bytes as two hexadecimal digits each. */
export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

import { InvalidInputError, requirePermission } from '@trekker/kit';
import {
  identifierOf,
  messageFields,
  NEW_SESSION,
  PROTOCOLS,
  type Checksum,
  type Decoded,
  type DecodedFrame,
  type DeviceProtocol,
  type MessageField,
  type Session,
} from '@trekker/protocols';

import type { Context } from '../context.ts';

/** What somebody wants read. */
export interface MessageToDecode {
  readonly protocol: string;
  readonly hex?: string | null | undefined;
  readonly text?: string | null | undefined;
  readonly identifier?: string | null | undefined;
  readonly isDatagram?: boolean;
}

/** More than any device sends at once. */
const MOST_BYTES = 16_384;
const DIGITS = /^(?:[\da-f]{2})*$/iu;

/** What bytes of a device say, read as the listeners read them; nothing is kept and nobody is answered. */
export function decodeMessage(ctx: Context, input: MessageToDecode) {
  const receivedAt = ctx.clock.now();
  requirePermission(ctx.viewer, 'quarantine:read', receivedAt);
  const protocol = protocolOf(input.protocol);
  const bytes = bytesOf(input);
  const transport = input.isDatagram ? 'udp' : 'tcp';
  const circumstances = { transport, receivedAt, utcOffsetSeconds: 0, speedUnit: null } as const;
  const splitter = protocol.splitter();
  let session: Session = { ...NEW_SESSION, identifier: input.identifier ?? null };
  const frames = framesOf(splitter.push(bytes), bytes, splitter.waiting()).map((frame) => {
    const decoded = protocol.decodeFrame(frame, session, circumstances);
    ({ session } = decoded);
    return shownFrame(frame, decoded);
  });
  const heldBack = protocol.endSession?.(session, circumstances).messages ?? [];
  return { frames, heldBack: heldBack.map(shownMessage), droppedBytes: splitter.dropped() };
}

function protocolOf(name: string): DeviceProtocol {
  const protocol = PROTOCOLS.find((one) => one.name === name.toLowerCase());
  if (protocol) return protocol;
  const names = PROTOCOLS.map((one) => one.name).join(', ');
  throw new InvalidInputError('input.protocol', `must be one of ${names}, got ${JSON.stringify(name.slice(0, 100))}`);
}

function bytesOf({ hex, text }: MessageToDecode): Uint8Array {
  if ((hex == null) === (text == null)) throw new InvalidInputError('input', 'must have one of hex and text');
  const digits = hex?.replace(/^\s*hex:/u, '').replaceAll(/\s/gu, '');
  if (digits !== undefined && !DIGITS.test(digits)) {
    throw new InvalidInputError('input.hex', 'must be two hexadecimal digits a byte');
  }
  const bytes = digits === undefined ? Buffer.from(text ?? '') : Buffer.from(digits, 'hex');
  if (bytes.length <= MOST_BYTES) return new Uint8Array(bytes);
  throw new InvalidInputError('input', `must have at most ${MOST_BYTES} bytes, got ${bytes.length}`);
}

/** What is pasted often lacks the end that a splitter waits for. */
function framesOf(frames: readonly Uint8Array[], bytes: Uint8Array, waiting: number): Uint8Array[] {
  return waiting ? [...frames, bytes.slice(bytes.length - waiting)] : [...frames];
}

function shownFrame(frame: Uint8Array, { checksum, messages, answer, refusal }: DecodedFrame) {
  return {
    hex: hexOf(frame),
    checksum: checksum.toUpperCase() as Uppercase<Checksum>,
    messages: messages.map(shownMessage),
    answerHex: answer && hexOf(answer),
    refusalHex: refusal && hexOf(refusal),
  };
}

function shownMessage(message: Decoded) {
  return {
    kind: message.kind.toUpperCase() as Uppercase<Decoded['kind']>,
    identifier: identifierOf(message),
    fields: messageFields(message).flatMap(shownField),
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

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

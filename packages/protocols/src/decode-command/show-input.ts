import { hexOf } from '../bytes/hex.ts';
import { type DeviceProtocol, NEW_SESSION, type Session } from '../device-protocol.ts';
import { PROTOCOLS } from '../protocols.ts';
import { wireText } from '../text/wire.ts';
import { splitInput } from '../vectors/split-input.ts';
import type { ShownInput } from './arguments.ts';
import { showMessage } from './show-message.ts';
import { REQUESTS } from './show-request.ts';

/** What an input says, line by line: its frames, their messages with units, and what the device is answered. */
export function showInput(input: ShownInput, receivedAt: number): string[] {
  const protocol = PROTOCOLS.find(({ name }) => name === input.protocol);
  return protocol ? showFrames(protocol, input, receivedAt) : (REQUESTS[input.protocol]?.(input) ?? []);
}

function showFrames(protocol: DeviceProtocol, input: ShownInput, receivedAt: number): string[] {
  const { transport, utcOffsetSeconds, speedUnit, model } = input;
  const circumstances = { transport, receivedAt, utcOffsetSeconds, speedUnit, model };
  let session: Session = { ...NEW_SESSION, identifier: input.identifier };
  const shown = splitInput(protocol, input.bytes).flatMap((frame, at) => {
    const decoded = protocol.decodeFrame(frame, session, circumstances);
    session = decoded.session;
    return [
      `frame ${at + 1}: ${frame.length} bytes, checksum ${decoded.checksum}`,
      ...decoded.messages.flatMap(showMessage),
      `  answer: ${shownBytes(decoded.answer)}`,
    ];
  });
  const heldBack = protocol.endSession?.(session, circumstances).messages ?? [];
  return [...shown, ...(heldBack.length > 0 ? ['end of the connection', ...heldBack.flatMap(showMessage)] : [])];
}

/** Hexadecimal, and the text where it is one. */
function shownBytes(bytes: Uint8Array | null): string {
  if (bytes === null) return 'none';
  const text = wireText(bytes);
  return /^[\x20-\x7E\r\n]+$/u.test(text) ? `${hexOf(bytes)} ${JSON.stringify(text)}` : hexOf(bytes);
}

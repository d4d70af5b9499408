import type { Decoded } from '../decoded.ts';
import type { Circumstances, DecodedFrame, Session } from '../device-protocol.ts';
import { fixOrHeartbeat } from '../fix-or-heartbeat.ts';
import { identifierOf } from '../identifier-of.ts';
import { readIdentifier } from '../text.ts';
import { wireText } from '../text/wire.ts';
import { Unreadable, orMalformed } from '../unreadable.ts';
import { withoutWeekRollover } from '../week-rollover.ts';
import { binaryIdentifier, readBinary } from './decode-binary.ts';
import { parseH02Text, readH02Text } from './decode-text.ts';
import { encodeH02Answer } from './encode-answer.ts';

const STAR = 0x2a;

/** Reads one frame: a text from `*` to `#`, or a binary message from `$` or `X`. The protocol has no checksum. */
export function decodeH02(frame: Uint8Array, session: Session, circumstances: Circumstances): DecodedFrame {
  return frame[0] === STAR ? decodeText(frame, session, circumstances) : decodeBinary(frame, session, circumstances);
}

/** A text without an identifier is of the device that the connection belongs to. */
function decodeText(frame: Uint8Array, session: Session, circumstances: Circumstances): DecodedFrame {
  const text = wireText(frame);
  const parsed = parseH02Text(text);
  const message = parsed?.identifier === '' ? { ...parsed, identifier: session.identifier ?? '' } : parsed;
  const decoded = orMalformed(session.identifier, () => {
    if (!message) throw new Unreadable('message', text, '*<two letters>,<identifier>,<type>,…#');
    const identifier = readIdentifier('identifier', message.identifier);
    return orMalformed(identifier, () => readH02Text(message, identifier, circumstances));
  });
  const answer = message ? encodeH02Answer(message, circumstances.receivedAt) : null;
  return {
    messages: [withoutWeekRollover(decoded, circumstances.receivedAt)],
    session: named(session, decoded),
    checksum: 'none',
    answer,
    refusal: null,
  };
}

function decodeBinary(frame: Uint8Array, session: Session, circumstances: Circumstances): DecodedFrame {
  const identifier = binaryIdentifier(frame);
  const decoded = orMalformed(identifier, (): Decoded => {
    if (identifier === null) throw new Unreadable('identifier', '', '10 or 15 decimal digits');
    return fixOrHeartbeat(readBinary(identifier, frame, circumstances));
  });
  return {
    messages: [withoutWeekRollover(decoded, circumstances.receivedAt)],
    session: named(session, decoded),
    checksum: 'none',
    answer: null,
    refusal: null,
  };
}

/** The session once a message has told what the device calls itself. */
function named(session: Session, decoded: Decoded): Session {
  const identifier = identifierOf(decoded);
  return identifier === null ? session : { ...session, identifier };
}

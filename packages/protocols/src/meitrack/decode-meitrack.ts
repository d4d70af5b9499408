import type { Decoded } from '../decoded.ts';
import type { Circumstances, DecodedFrame, Session } from '../device-protocol.ts';
import { readIdentifier } from '../text.ts';
import { wireText } from '../text/wire.ts';
import { orMalformed } from '../unreadable.ts';
import { withoutWeekRollover } from '../week-rollover.ts';
import { decodeCcc } from './decode-ccc.ts';
import { decodeCce } from './decode-cce.ts';
import { isPosition, readPosition } from './decode-position.ts';
import { encodeMeitrackAnswer } from './encode-answer.ts';
import { type MeitrackFrame, parseMeitrack } from './envelope.ts';

/** Reads one frame. */
export function decodeMeitrack(bytes: Uint8Array, session: Session, circumstances: Circumstances): DecodedFrame {
  const frame = orMalformed(session.identifier, () => {
    const parsed = parseMeitrack(bytes);
    return { ...parsed, identifier: readIdentifier('identifier', parsed.identifier) };
  });
  if ('kind' in frame) return { messages: [frame], session, checksum: 'none', answer: null, refusal: null };
  const contents = readContents(frame, circumstances.model ?? '');
  const messages = contents.map((message) => withoutWeekRollover(message, circumstances.receivedAt));
  const read = messages.filter(({ kind }) => kind === 'fix' || kind === 'heartbeat').length;
  // What arrived whole and cannot be read would be sent for ever, and everything behind it wait.
  const arrived = frame.checksum === 'right' ? messages.length : read;
  return {
    messages,
    session: { ...session, identifier: frame.identifier },
    checksum: frame.checksum,
    answer: encodeMeitrackAnswer(frame, arrived),
    refusal: null,
  };
}

function readContents(frame: MeitrackFrame, model: string): readonly Decoded[] {
  const { identifier, command, body } = frame;
  switch (command) {
    case 'CCC':
      return decodeCcc(body, identifier);
    case 'CCE':
      return decodeCce(body, identifier);
    case 'D00':
      return [
        { kind: 'unsupported', identifier, problem: { field: 'command', value: command, expected: 'no picture' } },
      ];
    default:
      return [readText(frame, model)];
  }
}

/** A position, where the fields are those of one; else the answer to a command. */
function readText({ identifier, command, body }: MeitrackFrame, model: string): Decoded {
  const text = wireText(body);
  const fields = text.split(',');
  if (isPosition(fields)) return orMalformed(identifier, () => readPosition(fields, { identifier, model }));
  const attributes = { command, result: text === '' ? command : `${command},${text}` };
  return { kind: 'heartbeat', identifier, recordedAt: null, attributes };
}

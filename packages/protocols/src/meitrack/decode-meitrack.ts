import type { Decoded } from '../decoded.ts';
import type { Circumstances, DecodedFrame, Session } from '../device-protocol.ts';
import { readIdentifier } from '../text.ts';
import { wireText } from '../text/wire.ts';
import { orMalformed } from '../unreadable.ts';
import { decodeCcc } from './decode-ccc.ts';
import { decodeCce } from './decode-cce.ts';
import { isPosition, readPosition } from './decode-position.ts';
import { encodeMeitrackAnswer } from './encode-answer.ts';
import { type MeitrackFrame, parseMeitrack } from './envelope.ts';

/** Reads one frame. */
export function decodeMeitrack(frame: Uint8Array, session: Session, circumstances: Circumstances): DecodedFrame {
  const read = orMalformed(session.identifier, () => {
    const parsed = parseMeitrack(frame);
    return { ...parsed, identifier: readIdentifier('identifier', parsed.identifier) };
  });
  if ('kind' in read) return { messages: [read], session, checksum: 'none', answer: null, refusal: null };
  const messages = readContents(read, circumstances.model ?? '');
  const readable = messages.filter(({ kind }) => kind === 'fix' || kind === 'heartbeat').length;
  return {
    messages,
    session: { ...session, identifier: read.identifier },
    checksum: read.checksum,
    answer: encodeMeitrackAnswer(read, readable),
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

import type { Decoded } from '../decoded.ts';
import { type Checksum, type Circumstances, type DecodedFrame, type Session } from '../device-protocol.ts';
import { readIdentifier } from '../text.ts';
import { wireText } from '../text/wire.ts';
import { Unreadable, orMalformed } from '../unreadable.ts';
import { readSentence } from './decode-sentence.ts';
import { type Epoch, isSameInstant, memoryOf, merged, withMemory } from './epoch.ts';
import { finishEpoch } from './finish-epoch.ts';
import { identifierIn } from './identity-line.ts';
import { parseSentence, type Sentence } from './sentence.ts';

/**
 * Reads one line: a sentence, or the name of the device. The sentences of one instant are one fix, which is told once a
 * sentence of another instant comes, or when the connection ends.
 */
export function decodeNmea(frame: Uint8Array, session: Session, circumstances: Circumstances): DecodedFrame {
  const line = wireText(frame).trim();
  const identifier = identifierIn(line);
  if (identifier !== undefined) return rename(identifier, session, circumstances);
  const sentence = parseSentence(line);
  const read = orMalformed(session.identifier, () => {
    if (!sentence) throw new Unreadable('line', line, 'a sentence of NMEA 0183 or the name of the device');
    return { part: readSentence(sentence) };
  });
  const checksum = sentence?.checksum ?? 'none';
  if ('kind' in read) return frameOf([read], session, checksum);
  if (!sentence || !read.part) return frameOf([], session, checksum);
  return take(sentence, read.part, { session, circumstances });
}

/** What the last instant of a connection came to. */
export function endNmea(session: Session, circumstances: Circumstances): DecodedFrame {
  const { messages, lastInstantMs } = finishEpoch(session.identifier, memoryOf(session), circumstances);
  return frameOf(messages, withMemory(session, { epoch: {}, lastInstantMs }), 'none');
}

/** What came before the name belongs to the name before. */
function rename(text: string, session: Session, circumstances: Circumstances): DecodedFrame {
  const named = orMalformed(session.identifier, () => ({ identifier: readIdentifier('identifier', text) }));
  if ('kind' in named) return frameOf([named], session, 'none');
  const { identifier } = named;
  if (identifier === session.identifier) return frameOf([], session, 'none');
  const before = endNmea(session, circumstances);
  const login: Decoded = { kind: 'heartbeat', identifier, recordedAt: null, attributes: {} };
  return frameOf([...before.messages, login], { ...before.session, identifier }, 'none');
}

interface Surroundings {
  readonly session: Session;
  readonly circumstances: Circumstances;
}

function take({ type, checksum }: Sentence, part: Epoch, { session, circumstances }: Surroundings): DecodedFrame {
  const flagged: Epoch = checksum === 'wrong' ? { ...part, checksumWrong: true } : part;
  const { epoch } = memoryOf(session);
  if (part.timeMs === undefined || isSameInstant(epoch, part.timeMs)) {
    const next = merged(epoch, flagged, { keep: type === 'VTG' });
    return frameOf([], withMemory(session, { ...memoryOf(session), epoch: next }), checksum);
  }
  const ended = endNmea(session, circumstances);
  const memory = { ...memoryOf(ended.session), epoch: flagged };
  return frameOf(ended.messages, withMemory(session, memory), checksum);
}

function frameOf(messages: readonly Decoded[], session: Session, checksum: Checksum): DecodedFrame {
  return { messages, session, checksum, answer: null, refusal: null };
}

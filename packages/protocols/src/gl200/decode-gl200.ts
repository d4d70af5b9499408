import type { Decoded } from '../decoded.ts';
import type { Circumstances, DecodedFrame, Session } from '../device-protocol.ts';
import { hexOf } from '../bytes/hex.ts';
import { readIdentifier } from '../text.ts';
import { wireText } from '../text/wire.ts';
import { orMalformed } from '../unreadable.ts';
import { withoutWeekRollover } from '../week-rollover.ts';
import { encodeGl200Answer } from './encode-answer.ts';
import { readInformationZone } from './decode-information.ts';
import { readReport } from './decode-report.ts';
import { parseGl200 } from './report.ts';
import { isText } from './split-frames.ts';

/** Reads one frame: a report in text. Binary ones are named and not read. */
export function decodeGl200(frame: Uint8Array, session: Session, circumstances: Circumstances): DecodedFrame {
  if (!isText(frame)) return unanswered([binary(frame, session)], session);
  const report = orMalformed(session.identifier, () => parseGl200(wireText(frame)));
  if (report.kind === 'malformed') return unanswered([report], session);
  const identifier = orMalformed(session.identifier, () => readIdentifier('identifier', report.identifier));
  if (typeof identifier !== 'string') return unanswered([identifier], session);
  const next = { ...session, identifier, utcOffsetSeconds: readInformationZone(report) ?? session.utcOffsetSeconds };
  const offset = next.utcOffsetSeconds ?? circumstances.utcOffsetSeconds;
  return {
    messages: readReport({ ...report, identifier }, offset).map((message) =>
      withoutWeekRollover(message, circumstances.receivedAt),
    ),
    session: next,
    checksum: 'none',
    answer: encodeGl200Answer(report),
    refusal: null,
  };
}

const QUOTED_BYTES = 16;

function binary(frame: Uint8Array, { identifier }: Session): Decoded {
  const problem = { field: 'head', value: hexOf(frame.subarray(0, QUOTED_BYTES)), expected: 'a report in text' };
  return { kind: 'unsupported', identifier, problem };
}

function unanswered(messages: readonly Decoded[], session: Session): DecodedFrame {
  return { messages, session, checksum: 'none', answer: null, refusal: null };
}

import type { Decoded, DecodedHeartbeat } from '../decoded.ts';
import type { Circumstances, DecodedFrame, Session } from '../device-protocol.ts';
import { identifierOf } from '../identifier-of.ts';
import { readIdentifier } from '../text.ts';
import { wireText } from '../text/wire.ts';
import { Unreadable, orMalformed } from '../unreadable.ts';
import { withoutWeekRollover } from '../week-rollover.ts';
import { readBatteryPack } from './decode-battery-pack.ts';
import { readPackValues } from './decode-pack-values.ts';
import { type Report, readAccessPoints, readBracedCells, readCell } from './decode-cells.ts';
import { readPosition } from './decode-position.ts';
import { readBattery, readResult } from './decode-report.ts';
import { encodeTk103Answer } from './encode-answer.ts';
import { parseTk103, type Tk103Message } from './message.ts';

/** Reads one frame, from `(` to `)`. The protocol has no checksum. */
export function decodeTk103(frame: Uint8Array, session: Session, circumstances: Circumstances): DecodedFrame {
  const text = wireText(frame);
  const message = parseTk103(text);
  const decoded = orMalformed(session.identifier, () => {
    if (!message) throw new Unreadable('message', text, '(<identifier of 12 characters><command of 4 characters>…)');
    const identifier = readIdentifier('identifier', message.identifier);
    return orMalformed(identifier, () => readMessage(message, identifier, circumstances));
  });
  return {
    messages: [withoutWeekRollover(decoded, circumstances.receivedAt)],
    session: { ...session, identifier: identifierOf(decoded) ?? session.identifier },
    checksum: 'none',
    answer: message ? encodeTk103Answer(message) : null,
    refusal: null,
  };
}

function readMessage(message: Tk103Message, identifier: string, circumstances: Circumstances): Decoded {
  const { command, data } = message;
  const report = readReport(message, circumstances);
  if (report) return { kind: 'heartbeat', identifier, ...report };
  const decoded = readPosition(message, identifier, circumstances);
  if (decoded) return decoded;
  // A login without a place says no more than that the device lives.
  if (command === 'BP05' && /^\d*$/u.test(data)) return alive(identifier);
  const { problem } = new Unreadable('command', command, 'a command of TK103, or a place');
  return PLACES.test(command)
    ? { kind: 'malformed', identifier, problem: new Unreadable(command, data, 'a place').problem }
    : { kind: 'unsupported', identifier, problem };
}

/** Commands that always carry a place. */
const PLACES = /^(?:BR0[0-2]|BP0[45]|BO0[12])$/u;

function alive(identifier: string): DecodedHeartbeat {
  return { kind: 'heartbeat', identifier, recordedAt: null, attributes: {} };
}

/** What a message without a place says; undefined for every other. */
function readReport({ command, data }: Tk103Message, circumstances: Circumstances): Report | undefined {
  switch (command) {
    case 'BP00':
      return { recordedAt: null, attributes: {} };
    case 'BZ00':
      return readCell(data);
    case 'BV00':
      return { recordedAt: null, attributes: { vin: data.slice(0, 17) } };
    case 'BS50':
      return readBatteryPack(data);
    case 'BS51':
      return readPackValues(data);
    case 'ZC03':
      return readResult(data, circumstances);
    case 'ZC20':
      return readBattery(data, circumstances);
    default:
      return /^DW5[\dA-F]$/u.test(command) ? readAccessPoints(command, data, circumstances) : readBracedCells(data);
  }
}

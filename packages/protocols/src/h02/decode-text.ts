import type { Decoded, DecodedHeartbeat } from '../decoded.ts';
import type { Circumstances } from '../device-protocol.ts';
import { present } from '../present.ts';
import { instantOfDigits } from '../text/digit-dates.ts';
import { Unreadable } from '../unreadable.ts';
import { readCells, readNeighbours } from './decode-cells.ts';
import { readPosition } from './decode-position.ts';
import { readQuickPosition } from './decode-quick-position.ts';
import { readStatus } from './status.ts';

/** One text message, `*HQ,<identifier>,<type>[,<fields>]#`, taken apart. */
export interface H02Text {
  /** Two letters for who made the device. */
  readonly maker: string;
  /** Empty where the device does not know it. */
  readonly identifier: string;
  readonly type: string;
  /** What follows the type. */
  readonly fields: readonly string[];
}

/** Takes a message apart; undefined where it is none. */
export function parseH02Text(text: string): H02Text | undefined {
  const found = /^\*(?<maker>[^,]{2}),(?<identifier>[^,]*),(?<type>[^,#]+)(?:,(?<rest>.*))?#$/su.exec(
    text.trim(),
  )?.groups;
  if (!found) return undefined;
  const { maker = '', identifier = '', type = '', rest } = found;
  return { maker, identifier, type, fields: rest === undefined ? [] : rest.split(',') };
}

/** Reads one message of the device that calls itself so. Throws `Unreadable`. */
export function readH02Text(message: H02Text, identifier: string, circumstances: Circumstances): Decoded {
  const { type, fields } = message;
  const text = fields.join();
  const alive = (report: Omit<DecodedHeartbeat, 'kind' | 'identifier'>): DecodedHeartbeat => {
    return { kind: 'heartbeat', identifier, ...report };
  };
  switch (type) {
    case 'V0':
    case 'HTBT':
      return alive({ recordedAt: null, ...present({ batteryPercent: percentOf(fields[0]) }), attributes: {} });
    case 'NBR':
      return alive(readNeighbours(text, circumstances));
    case 'V3':
      return alive(readCells(text, circumstances));
    case 'LINK':
      return alive(readLink(text, circumstances));
    case 'SMS':
      return alive({ recordedAt: null, attributes: { result: text } });
    case 'VP1':
      return readQuickPosition(identifier, fields, circumstances);
    case 'V4':
      return readReply(identifier, fields, circumstances);
    default:
      if (type === 'V1' || hasPosition(type, fields)) return readPosition(identifier, fields, circumstances);
      return {
        kind: 'unsupported',
        identifier,
        problem: new Unreadable('type', type, 'a type of H02 messages').problem,
      };
  }
}

/** Many types of a `V` and a number carry the fields of `V1`. */
function hasPosition(type: string, fields: readonly string[]): boolean {
  return /^V[^V]{1,3}$/u.test(type) && fields.length >= POSITION_FIELDS && /^(?:\d{6})?$/u.test(fields[0] ?? '');
}

const POSITION_FIELDS = 8;

function percentOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,3}$/u.test(text) ? Number(text) : undefined;
}

/** `V4`, the answer to a command: what it says, then often the fields of a position. */
function readReply(identifier: string, fields: readonly string[], circumstances: Circumstances): Decoded {
  const at = fields.findLastIndex((field, index) => {
    return (
      /^\d{6}$/u.test(field) && /^[AVB]?$/u.test(fields[index + 1] ?? '-') && /^[NS]$/u.test(fields[index + 3] ?? '')
    );
  });
  if (at < 0) return { kind: 'heartbeat', identifier, recordedAt: null, attributes: { result: fields.join() } };
  const attributes = { result: fields.slice(0, at).join() };
  const decoded = readPosition(identifier, fields.slice(at), circumstances);
  if (decoded.kind === 'fix') {
    return { kind: 'fix', fix: { ...decoded.fix, attributes: { ...attributes, ...decoded.fix.attributes } } };
  }
  return decoded.kind === 'heartbeat' ? { ...decoded, attributes: { ...attributes, ...decoded.attributes } } : decoded;
}

/** `LINK`: time, signal, satellites, battery in percent, steps, turns in bed, date, status. */
function readLink(text: string, circumstances: Circumstances): Omit<DecodedHeartbeat, 'kind' | 'identifier'> {
  const found = LINK.exec(text)?.groups;
  if (!found)
    throw new Unreadable('LINK', text, 'time, signal, satellites, battery, steps, turnovers, date and status');
  const { time = '', date = '', rssi, satellites, battery, steps, turnovers, status = '' } = found;
  const instant = instantOfDigits(date, time, 'ddmmyy');
  return {
    recordedAt: instant === undefined ? null : instant - circumstances.utcOffsetSeconds * 1000,
    batteryPercent: Number(battery),
    attributes: {
      rssi: Number(rssi),
      satellites: Number(satellites),
      steps: Number(steps),
      turnovers: Number(turnovers),
      ...readStatus(status),
    },
  };
}

const LINK =
  /^(?<time>\d{6}),(?<rssi>\d{1,9}),(?<satellites>\d{1,9}),(?<battery>\d{1,3}),(?<steps>\d{1,9}),(?<turnovers>\d{1,9}),(?<date>\d{6}),(?<status>[\da-f]{8})(?:,|$)/iu;

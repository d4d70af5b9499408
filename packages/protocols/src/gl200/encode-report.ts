import type { Attributes, Fix } from '../decoded.ts';
import { speedIn } from '../speed.ts';
import { wireBytes } from '../text/wire.ts';
import { gl200Time } from './time.ts';

/** What a device adds to every report by itself. */
export interface Gl200Sending {
  /** Unix milliseconds of sending. */
  readonly sentAt: number;
  /** Running number, 0 to 65535. */
  readonly count: number;
}

/** The version that a GL300 of its time says: two digits of model, four of protocol. */
const VERSION = '300400';

/**
 * A regular report of a tracker for persons, one position: km/h and metres with a decimal, degrees with six. What was kept
 * without a connection (`attributes.buffered`) says so; an alarm `sos` is a report of its own type.
 */
export function encodeGl200Fix(fix: Fix, sending: Gl200Sending): Uint8Array {
  const { identifier, attributes, batteryPercent } = fix;
  const type = attributes.alarm === 'sos' ? 'SOS' : 'FRI';
  const kind = attributes.buffered === true ? 'BUFF' : 'RESP';
  const battery = batteryPercent === undefined ? '' : String(Math.round(batteryPercent));
  const fields = [VERSION, identifier, '', '0', '0', '1', ...locationOf(fix), ...cellOf(attributes), battery];
  return text(`+${kind}:GT${type}`, fields, sending);
}

/** What keeps a connection open. */
export function encodeGl200Heartbeat(identifier: string, sending: Gl200Sending): Uint8Array {
  return text('+ACK:GTHBD', [VERSION, identifier, ''], sending);
}

function locationOf({ recordedAt, latitude, longitude, ...motion }: Fix): string[] {
  const { attributes, speedMetersPerSecond, headingDegrees, altitudeMeters } = motion;
  return [
    typeof attributes.hdop === 'number' ? String(attributes.hdop) : '1',
    speedMetersPerSecond === undefined ? '' : speedIn('kilometersPerHour', speedMetersPerSecond).toFixed(1),
    headingDegrees === undefined ? '' : String(Math.round(headingDegrees) % 360),
    altitudeMeters?.toFixed(1) ?? '',
    longitude?.toFixed(6) ?? '',
    latitude?.toFixed(6) ?? '',
    recordedAt === null || latitude === null ? '' : gl200Time(recordedAt),
  ];
}

/** The first cell of the attribute `cells`, then the distance. */
function cellOf({ cells, odometerMeters }: Attributes): string[] {
  const [mcc = '', mnc = '', area = '', cell = ''] =
    typeof cells === 'string' ? (cells.split(';')[0] ?? '').split(',') : [];
  const decimal = (number: string) => (number === '' ? '' : number.padStart(4, '0'));
  const hexadecimal = (number: string) =>
    number === '' ? '' : Number(number).toString(16).toUpperCase().padStart(4, '0');
  const kilometers = typeof odometerMeters === 'number' ? (odometerMeters / 1000).toFixed(1) : '';
  return [decimal(mcc), decimal(mnc), hexadecimal(area), hexadecimal(cell), kilometers];
}

function text(head: string, fields: readonly string[], { sentAt, count }: Gl200Sending): Uint8Array {
  const number = count.toString(16).toUpperCase().padStart(4, '0');
  return wireBytes(`${head},${[...fields, gl200Time(sentAt), number].join()}$`);
}

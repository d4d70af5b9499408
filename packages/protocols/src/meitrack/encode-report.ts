import type { Attributes, Fix } from '../decoded.ts';
import { partsOfInstant, twoDigits } from '../instant-of-parts.ts';
import { speedIn } from '../speed.ts';
import { wireBytes } from '../text/wire.ts';
import { writeMeitrack } from './write-frame.ts';

/** Event of a regular report. */
const BY_TIME = 35;
const SOS = 1;

/**
 * A position in text (AAA), as current models send it: degrees with six decimals, whole km/h, degrees, metres, hundredths
 * of a volt.
 *
 * @param flag one character from `A` to `z`, the next one with every frame.
 */
export function encodeMeitrackFix(fix: Fix, flag: string): Uint8Array {
  const { identifier, attributes } = fix;
  const body = wireBytes([...placeOf(fix), ...stateOf(attributes)].join());
  return writeMeitrack({ head: '$$', flag, identifier, command: 'AAA', body });
}

/** The question of a device whether somebody is there. */
export function encodeMeitrackHeartbeat(identifier: string, flag: string): Uint8Array {
  return writeMeitrack({ head: '$$', flag, identifier, command: 'AAC', body: new Uint8Array(0) });
}

function placeOf({ attributes, recordedAt, latitude, longitude, ...motion }: Fix): string[] {
  const { year, month, day, hour, minute, second } = partsOfInstant(recordedAt ?? 0);
  const received = attributes.valid !== false && latitude !== null;
  return [
    String(attributes.event ?? (attributes.alarm === 'sos' ? SOS : BY_TIME)),
    (latitude ?? 0).toFixed(6),
    (longitude ?? 0).toFixed(6),
    twoDigits(year, month, day, hour, minute, second),
    received ? 'A' : 'V',
    whole(attributes.satellites, received ? 8 : 0),
    whole(attributes.rssi, 20),
    String(Math.round(speedIn('kilometersPerHour', motion.speedMetersPerSecond ?? 0))),
    String(Math.round(motion.headingDegrees ?? 0) % 360),
    typeof attributes.hdop === 'number' ? attributes.hdop.toFixed(1) : '1.0',
    whole(motion.altitudeMeters, 0),
    whole(attributes.odometerMeters, 0),
    whole(attributes.runtimeSeconds, 0),
  ];
}

function stateOf({ cells, input, output, batteryVolts, powerVolts }: Attributes): string[] {
  const [mcc = '0', mnc = '0', area = '0', cell = '0'] =
    typeof cells === 'string' ? (cells.split(';')[0] ?? '').split(',') : [];
  const ports = hexadecimal(input, 2) + hexadecimal(output, 2);
  const voltages = [0, 0, 0, hundredths(batteryVolts), hundredths(powerVolts)].map((count) => hexadecimal(count, 4));
  return [
    [mcc, mnc, hexadecimal(Number(area), 4), hexadecimal(Number(cell), 4)].join('|'),
    ports,
    voltages.join('|'),
    '',
  ];
}

function whole(value: unknown, otherwise: number): string {
  return String(typeof value === 'number' ? Math.round(value) : otherwise);
}

function hundredths(volts: unknown): number {
  return typeof volts === 'number' ? Math.round(volts * 100) : 0;
}

function hexadecimal(value: unknown, digits: number): string {
  const number = typeof value === 'number' ? value : 0;
  return number.toString(16).toUpperCase().padStart(digits, '0');
}

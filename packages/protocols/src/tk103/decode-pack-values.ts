import type { Attributes } from '../decoded.ts';
import { bytesOfHex } from '../bytes/hex.ts';
import { Unreadable } from '../unreadable.ts';
import type { Report } from './decode-cells.ts';

/** Temperatures are sent with this added, so that none is negative. */
const ADDED_DEGREES = 40;
/** Currents are sent in tenths of an ampere with this added. */
const ADDED_CURRENT = 30_000;

/**
 * `BS51`, values of a battery pack by their kind: `<kind>:<bytes>` in hexadecimal, separated by commas, numbers with the
 * low byte first. A kind that is not known, or shorter than it should be, is passed over.
 */
export function readPackValues(data: string): Report {
  const pairs = data.split(',').flatMap((pair) => {
    const [, kind = '', digits = ''] = /^([\da-f]{2}):([\da-f]+)$/iu.exec(pair.trim()) ?? [];
    const bytes = bytesOfHex(digits);
    return bytes && bytes.length > 0 ? [{ kind: kind.toLowerCase(), bytes }] : [];
  });
  if (pairs.length === 0) throw new Unreadable('BS51', data, 'kinds and bytes in hexadecimal');
  const attributes = Object.fromEntries(pairs.flatMap(({ kind, bytes }) => Object.entries(readValue(kind, bytes))));
  return { recordedAt: null, attributes };
}

function readValue(kind: string, bytes: Uint8Array): Attributes {
  const least = LEAST_BYTES.get(kind);
  if (least === undefined || bytes.length < least) return {};
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const u16 = (at: number) => view.getUint16(at, true);
  const celsius = (at: number) => view.getUint8(at) - ADDED_DEGREES;
  switch (kind) {
    case '90':
      return {
        batteryVolts: u16(0) / 10,
        gatherVolts: u16(2) / 10,
        currentAmperes: (u16(4) - ADDED_CURRENT) / 10,
        chargePercent: u16(6) / 10,
      };
    case '91':
      return { maxCellVolts: u16(0) / 1000, minCellVolts: u16(3) / 1000 };
    case '92':
      return { maxCelsius: celsius(0), minCelsius: celsius(2) };
    default:
      return Object.fromEntries(Array.from(bytes.subarray(1), (_, at) => [`battery${at + 1}Celsius`, celsius(at + 1)]));
  }
}

const LEAST_BYTES = new Map([
  ['90', 8],
  ['91', 5],
  ['92', 3],
  ['96', 2],
]);

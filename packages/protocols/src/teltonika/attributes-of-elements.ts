import { hexOf } from '../bytes/hex.ts';
import type { Attributes, AttributeValue } from '../decoded.ts';
import { alarmOfElement } from './alarm-of-element.ts';
import type { AvlElement } from './avl-record.ts';
import { readBeacons } from './beacons.ts';
import { KNOWN_ELEMENTS, type KnownElement } from './known-elements.ts';
import { printableText } from './printable-text.ts';
import { readTags } from './tags.ts';

/** What the elements of a record say, by name where it is known and as `io<id>` where not. */
export function attributesOfElements(elements: readonly AvlElement[]): Attributes {
  const entries: (readonly [string, AttributeValue])[] = [];
  const alarms: string[] = [];
  for (const element of elements) {
    const alarm = alarmOfElement(element.id, number(element.bytes));
    if (alarm === undefined) entries.push(...entriesOf(element));
    else alarms.push(alarm);
  }
  if (alarms.length > 0) entries.push(['alarm', alarms.join(',')]);
  return Object.fromEntries(entries);
}

const BY_ID = new Map(KNOWN_ELEMENTS.map((known) => [known.id, known]));
const DRIVER = 78;
const VIN = 256;
const BEACONS = 385;
/** Lists of tags that the device hears, each with what it says of itself. */
const TAGS = new Set([548, 10_828, 10_829, 10_831, 11_317]);

function entriesOf({ id, bytes }: AvlElement): readonly (readonly [string, AttributeValue])[] {
  const known = BY_ID.get(id);
  if (known?.size === bytes.length) return [[known.name, valueOf(known, bytes)]];
  if (id === DRIVER && bytes.length === 8) return driverOf(bytes);
  if (TAGS.has(id)) return readTags(bytes);
  if (id === BEACONS) return readBeacons(bytes);
  return [[id === VIN ? 'vin' : `io${id}`, rawValue(bytes)]];
}

function valueOf({ kind, divisor, size }: KnownElement, bytes: Uint8Array): AttributeValue {
  const unsigned = number(bytes);
  if (kind === 'flag') return unsigned !== 0;
  const limit = 2 ** (8 * size - 1);
  return (kind === 'signed' && unsigned >= limit ? unsigned - 2 * limit : unsigned) / divisor;
}

/** The number on the key that a driver identifies with, as printed on it: its bytes in reverse. 0 is no key. */
function driverOf(bytes: Uint8Array): (readonly [string, AttributeValue])[] {
  return bytes.every((byte) => byte === 0) ? [] : [['driverId', hexOf(bytes.toReversed()).toUpperCase()]];
}

/** A number up to eight bytes, as text where JavaScript would round it; beyond that text, or else hexadecimal. */
function rawValue(bytes: Uint8Array): AttributeValue {
  if (![1, 2, 4, 8].includes(bytes.length)) return printableText(bytes) ?? hexOf(bytes);
  const value = number(bytes);
  return Number.isSafeInteger(value) ? value : String(BigInt(`0x${hexOf(bytes)}`));
}

function number(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 0x100 + byte, 0);
}

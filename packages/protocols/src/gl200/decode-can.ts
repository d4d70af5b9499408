import { parseDecimal } from '../decimal.ts';
import type { Attributes, AttributeValue } from '../decoded.ts';
import { present } from '../present.ts';

const MASK_FIELD = 3;
const FIRST_FIELD = 4;
const EXTENDED_BIT = 29;

/**
 * What a report of the bus of a vehicle says. A mask of 32 bits tells which fields follow, in the order of its bits; where
 * bit 29 is set, a second mask and its fields come behind those.
 */
export function readCan(fields: readonly string[]): Attributes {
  const mask = maskOf(fields[MASK_FIELD]);
  if (mask === undefined) return {};
  const first = BITS.filter((_, bit) => isSet(mask, bit));
  const attributes = readNamed(first, fields.slice(FIRST_FIELD));
  // What the bits from 22 on stand for differs from model to model, but where none of them is set.
  if (!isSet(mask, EXTENDED_BIT)) return attributes;
  const extended = FIRST_FIELD + first.length;
  const more = maskOf(fields[extended]);
  if (more === undefined) return attributes;
  return {
    ...attributes,
    ...readNamed(
      EXTENDED_BITS.filter((_, bit) => isSet(more, bit)),
      fields.slice(extended + 1),
    ),
  };
}

function maskOf(field = ''): number | undefined {
  return /^[\dA-F]{6,8}$/iu.test(field) ? Number.parseInt(field, 16) : undefined;
}

function isSet(mask: number, bit: number): boolean {
  return ((mask >>> bit) & 1) === 1;
}

type Reader = (text: string) => AttributeValue | undefined;
type NamedField = readonly [name: string, read: Reader];

function readNamed(named: readonly NamedField[], fields: readonly string[]): Attributes {
  return present(Object.fromEntries(named.map(([name, read], at) => [name, read(fields[at] ?? '')]))) as Attributes;
}

const SECONDS_PER_HOUR = 3600;
const METERS_PER_HECTOMETER = 100;
const text: Reader = (field) => (field === '' ? undefined : field);
const number: Reader = (field) => parseDecimal(field);
const hexadecimal: Reader = (field) => (/^[\dA-F]{1,8}$/iu.test(field) ? Number.parseInt(field, 16) : undefined);
/** A number behind the letter of its unit; of another unit it is another thing. */
const behind =
  (unit: string): Reader =>
  (field) =>
    field.startsWith(unit) ? parseDecimal(field.slice(unit.length)) : undefined;
const hours: Reader = (field) => {
  const value = parseDecimal(field);
  return value === undefined ? undefined : Math.round(value * SECONDS_PER_HOUR);
};
const hectometers: Reader = (field) => {
  const value = parseDecimal(field);
  return value === undefined ? undefined : Math.round(value * METERS_PER_HECTOMETER);
};
/** 0 ignition off; 1 and 2 ignition on, with the engine at rest or running. */
const key: Reader = (field) => (field === '' ? undefined : field !== '0');

/** Fields of the first mask by their bits, from 0. */
const BITS: readonly NamedField[] = [
  ['vin', text],
  ['ignition', key],
  ['obdOdometerKilometers', behind('H')],
  ['fuelUsedLiters', number],
  ['engineRpm', number],
  ['obdSpeedKilometersPerHour', number],
  ['coolantCelsius', number],
  ['litersPerHour', behind('L/H')],
  ['fuelPercent', behind('P')],
  ['rangeMeters', hectometers],
  ['throttlePercent', number],
  ['engineSeconds', hours],
  ['drivingSeconds', hours],
  ['idleSeconds', hours],
  ['idleFuelLiters', number],
  ['axleKilograms', number],
  ['tachograph', hexadecimal],
  ['indicators', hexadecimal],
  ['lights', hexadecimal],
  ['doors', hexadecimal],
  ['overspeedHours', number],
  ['engineOverspeedHours', number],
];

/** Fields of the second mask by their bits, as far as models agree. */
const EXTENDED_BITS: readonly NamedField[] = [['adBluePercent', behind('P')]];

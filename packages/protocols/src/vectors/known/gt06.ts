import type { KnownDifference } from '../known-differences.ts';

const NARROW_LTE = 'the cell has four bytes and the height stands before the serial number; theirs reads eight bytes';
const LENGTH = 'the length of the cell counts itself; theirs skips a byte more and reads the state one byte late';
const VOLTS =
  'two bytes are hundredths of a volt, as in message 12 of the same terminals; theirs reads a level and a signal';

/** GT06: layouts that theirs reads shifted, found by lengths that add up and by the checksum. */
export const GT06_DIFFERENCES: readonly KnownDifference[] = [
  ...on('939025ddb7e25293', ['altitude', 'stated.altitude', ...state('status charge rssi')], NARROW_LTE),
  ...on('60f81aa9c401a88e', state('ignition'), NARROW_LTE),
  ...on('400e0ac298650a40', state('status ignition charge batteryLevel rssi geofence'), LENGTH),
  ...on('1e70a61d2eb1ad10', state('batteryLevel rssi'), VOLTS),
  ...on('2438ef3441e9c985', ['positions'], 'zeros of a receiver without a fix are a sign of life and no place'),
  ...on('cac635380fccddc1', state('odometer'), 'mileage is big-endian like every other number: 62 km, not 1.5 million'),
  ...on('e626d8b571d4e9bc', state('iccid'), 'the number of a SIM begins with 89: the digits of each byte are swapped'),
];

function state(names: string): string[] {
  return names.split(' ').map((name) => `attributes.${name}`);
}

function on(key: string, fields: readonly string[], why: string): KnownDifference[] {
  return fields.map((field) => ({ protocol: 'gt06', field, keys: [key], why }));
}

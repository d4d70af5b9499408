import type { Attributes } from '../decoded.ts';
import { present } from '../present.ts';

/**
 * What the type of a report says by itself, and what stands in front of its first position.
 *
 * @param before the fields from the device's name to the first position.
 */
export function readEvent(type: string, before: readonly string[]): Attributes {
  return { ...eventOfType(type), ...READERS.get(type)?.(before) };
}

/** What the type of a report says by itself. */
export function eventOfType(type: string): Attributes {
  return present({ alarm: ALARMS.get(type), ignition: IGNITIONS.get(type) });
}

const ALARMS = new Map([
  ['SOS', 'sos'],
  ['SPD', 'overspeed'],
  ['TOW', 'tow'],
  ['IDN', 'idle'],
  ['TEM', 'temperature'],
  ['TMP', 'temperature'],
  ['JDR', 'jamming'],
  ['JDS', 'jamming'],
  ['CRA', 'accident'],
  ['PNA', 'powerOn'],
  ['PFA', 'powerOff'],
  ['MPN', 'powerRestored'],
  ['MPF', 'powerCut'],
  ['BPL', 'lowBattery'],
  ['ANT', 'gpsAntennaCut'],
]);

const IGNITIONS = new Map([
  ['IGN', true],
  ['VGN', true],
  ['IGF', false],
  ['VGF', false],
]);

const READERS = new Map<string, (before: readonly string[]) => Attributes>([
  ['STT', (before) => (/[26]$/u.test(before[1] ?? '') ? { alarm: 'movement' } : {})],
  ['IGL', (before) => ({ ignition: reportType(before) === '1' })],
  ['HBM', (before) => present({ alarm: HARSH[Number(reportType(before))] })],
  ['GEO', (before) => readGeofence(before)],
  ['DIS', (before) => readInput(before)],
  ['LSW', (before) => present({ in1: flagOf(before[2]) })],
  ['TSW', (before) => present({ in2: flagOf(before[2]) })],
  ['NMR', (before) => present({ motion: flagOf(before.at(-2)) })],
  ['IDA', (before) => present({ driverId: before[2] === '' ? undefined : before[2] })],
  ['DAT', (before) => present({ data: before.slice(4).join() })],
  ['BTC', () => ({ charge: true })],
  ['STC', () => ({ charge: false })],
]);

/** Braking, acceleration, turning; braking and acceleration in a turn. */
const HARSH = ['hardBraking', 'hardAcceleration', 'hardCornering', 'hardCornering', 'hardAcceleration'];

/** Number and type of a report in one field, a digit each, stand in front of the count of positions. */
function reportId(before: readonly string[]): string {
  return before.at(-2) ?? '';
}

function reportType(before: readonly string[]): string {
  return reportId(before).at(-1) ?? '';
}

function readGeofence(before: readonly string[]): Attributes {
  const [, geofence, type] = /^([\dA-F]+)([01])$/iu.exec(reportId(before)) ?? [];
  if (geofence === undefined) return { alarm: 'geofence' };
  return { alarm: type === '1' ? 'geofenceEnter' : 'geofenceExit', geofence: Number.parseInt(geofence, 16) };
}

function readInput(before: readonly string[]): Attributes {
  const [, input, state] = /^([1-9A-F])([01])$/iu.exec(reportId(before)) ?? [];
  return input === undefined ? {} : { [`in${Number.parseInt(input, 16)}`]: state === '1' };
}

function flagOf(field: string | undefined): boolean | undefined {
  return field === '1' ? true : field === '0' ? false : undefined;
}

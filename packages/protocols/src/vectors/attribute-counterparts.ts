import type { Attributes } from '../decoded.ts';

/** What of a message holds its attributes. */
export interface Reported {
  readonly altitudeMeters?: number;
  readonly batteryPercent?: number;
  readonly attributes: Attributes;
}

/** Reads from a message of ours what they have under a name of theirs, in their unit; undefined where it is absent. */
export type Counterpart = (message: Reported) => unknown;

/** The counterpart of an attribute of theirs; undefined where none is known, so that it is not compared. */
export function counterpartOf(protocol: string, name: string): Counterpart | undefined {
  if (name === 'batteryLevel') return ({ batteryPercent }) => batteryPercent;
  if (name === 'altitude') return ({ altitudeMeters }) => altitudeMeters;
  if (protocol === 'owntracks') return name === 'event' ? read('t') : undefined;
  if (protocol === 'osmand') return read(name);
  const own = OF_PROTOCOL.get(protocol)?.get(name);
  if (own) return own;
  const tag = /^(tag\d+)Voltage$/u.exec(name);
  if (tag) return read(`${tag[1]}Volts`, MILLIVOLTS_PER_VOLT);
  return COUNTERPARTS.get(name) ?? (SAME_NAME.test(name) ? read(name) : undefined);
}

function read(name: string, factor = 1): Counterpart {
  return ({ attributes }) => {
    const value = attributes[name];
    return typeof value === 'number' ? value * factor : value;
  };
}

/** Numbered inputs and outputs, and what has the same name and unit on both sides. */
const SAME_NAME =
  /^(?:(?:in|out|adc|io)\d+|alarm|armed|blocked|charge|door|geofence|hdop|iccid|ignition|input|motion|operator|output|pdop|priority|result|rssi|status|steps|vdop|vin)$/u;

const MILLISECONDS_PER_SECOND = 1000;
const MILLIVOLTS_PER_VOLT = 1000;

/** Their name, ours, and what ours is multiplied with to be in their unit. */
const COUNTERPARTS: ReadonlyMap<string, Counterpart> = new Map([
  ['archive', read('buffered')],
  ['battery', read('batteryVolts')],
  ['batteryTemp1', read('battery1Celsius')],
  ['batteryTemp2', read('battery2Celsius')],
  ['coolantTemp', read('coolantCelsius')],
  ['driverUniqueId', read('driverId')],
  ['engineLoad', read('engineLoadPercent')],
  ['eyeTemp1', read('tag1Celsius')],
  ['fuel1', read('fuelPercent')],
  ['fuel2', read('fuel2Percent')],
  ['hours', read('engineSeconds', MILLISECONDS_PER_SECOND)],
  ['index', read('serial')],
  ['odometer', read('odometerMeters')],
  ['power', read('powerVolts')],
  ['rpm', read('engineRpm')],
  ['sat', read('satellites')],
  ['satVisible', read('satellitesInView')],
  ['temp1', read('temperature1Celsius')],
  ['throttle', read('throttlePercent')],
  ['tripOdometer', read('tripOdometerMeters')],
  ['versionFw', read('version')],
]);

/** They keep what the serial port of a terminal said under two names, one of them that of an answer to a command. */
const GT06_NAMES: ReadonlyMap<string, Counterpart> = new Map([
  ...['card', 'cardStatus', 'drivingTime', 'event'].map((name): [string, Counterpart] => [name, read(name)]),
  ['result', ({ attributes }) => attributes.result ?? attributes.serialPort],
  ['serial', read('serialPort')],
  ['type', read('messageType')],
]);

/** Names of what trackers by Queclink say of engines and of a second supply. */
const GL200_NAMES: ReadonlyMap<string, Counterpart> = new Map([
  ['adBlueLevel', read('adBluePercent')],
  ['data', read('data')],
  ['fuel', read('fuelPercent')],
  ['fuelUsed', read('fuelUsedLiters')],
  ['power2', read('power2Volts')],
  ['range', read('rangeMeters')],
]);

/** Names of what trackers by Meitrack say of cameras and of more batteries than one. */
const MEITRACK_NAMES: ReadonlyMap<string, Counterpart> = new Map([
  ['battery2Level', read('battery2Percent')],
  ['battery3Level', read('battery3Percent')],
  ['event', read('event')],
  ['fuel', read('fuelPercent')],
  ['image', ({ attributes: { image } }) => (typeof image === 'string' ? inFolderOfDay(image) : image)],
  ['temp0', read('temperature0Celsius')],
]);

/** They put a picture into a folder by the day in its name. */
function inFolderOfDay(name: string): string {
  return name.replace(/^(\d{4})(\d\d)(\d\d)/u, '$1-$2-$3/$&');
}

/** Names that only one protocol of theirs has, or has with another meaning. */
const OF_PROTOCOL: ReadonlyMap<string, ReadonlyMap<string, Counterpart>> = new Map([
  ['gl200text', GL200_NAMES],
  ['gt06', GT06_NAMES],
  ['meitrack', MEITRACK_NAMES],
]);

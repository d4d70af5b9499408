import type { SpeedUnit } from '../device-protocol.ts';

/** What a column of a table, or a member of an object, is about. */
export interface Column {
  /** As the file has it. */
  readonly name: string;
  /** What it means; null where nobody knows: then it is an attribute. */
  readonly field: RecordField | null;
  /** Where a record has several of a meaning, the lowest counts. */
  readonly rank: number;
  /** The unit of a speed, where the name says it. */
  readonly speedUnit: SpeedUnit | null;
  /** Metres of one of the unit, for heights and lengths. */
  readonly meters: number;
}

/** What a record says of a point. */
export type RecordField = keyof typeof NAMES;

/** Names that loggers, exports and people use, without blanks, signs and units, the better ones first. */
const NAMES = {
  identifier: 'tracker trackerid identifier deviceid device uniqueid imei vehicleid unitid',
  track: 'track trackname trackid trip segment',
  time: 'time recordedat fixtime timestamp timestampms datetime timeutc utctime utc gpstime localtime when devicetime tst epoch unixtime t',
  date: 'date dateutc utcdate gpsdate',
  timeOfDay: 'timeofday clock',
  latitude: 'latitude lat latitudens gpslatitude positionlat y',
  longitude: 'longitude lon lng long longitudeew gpslongitude positionlong x',
  altitude: 'altitude alt elevation ele height heightm altitudemeters gpsaltitude',
  accuracy: 'accuracy acc horizontalaccuracy hacc accuracymeters',
  speed: 'speed velocity vel groundspeed gpsspeed',
  heading: 'heading course bearing direction cog azimuth',
  battery: 'battery batt batterypercent batterylevel',
  attributes: 'attributes',
} as const;

// The keys of an object literal are its fields, which is what the type says.
const FIELDS = new Map(
  (Object.entries(NAMES) as [RecordField, string][]).flatMap(([field, names]) =>
    names.split(' ').map((name, rank) => [name, { field, rank }] as const),
  ),
);

const SPEED_UNITS: readonly (readonly [RegExp, SpeedUnit])[] = [
  [/km\/?h$|kph$|kmph$/u, 'kilometersPerHour'],
  [/m\/s$|mps$|ms$|meterspersecond$/u, 'metersPerSecond'],
  [/mph$|mi\/h$/u, 'milesPerHour'],
  [/knots?$|kn$|kts?$/u, 'knots'],
];

/** Longer than any name that is known. */
const MOST_CHARACTERS = 100;

const METERS_PER_FOOT = 0.3048;

/** What a name means. */
export function columnOf(name: string): Column {
  const plain = { name, rank: 0, speedUnit: null, meters: 1 };
  if (name.length > MOST_CHARACTERS) return { ...plain, field: null };
  const full = name.toLowerCase().replaceAll(/[\s_\-.()[\]:#]/gu, '');
  const letters = full.replaceAll('/', '');
  const found = FIELDS.get(letters);
  if (found) return { ...plain, ...found };
  const [unit, speedUnit] = SPEED_UNITS.find(([pattern]) => pattern.test(full)) ?? [];
  const speed = unit && FIELDS.get(full.replace(unit, ''));
  if (speed?.field === 'speed' && speedUnit) return { ...plain, ...speed, speedUnit };
  return lengthColumn(plain, letters) ?? { ...plain, field: null };
}

const LENGTH = /^(?<name>.*?)(?<unit>ft|feet|m|meters|metres|deg|degrees|percent|%)$/u;

/** A name that ends in a unit that is no speed. */
function lengthColumn(plain: Omit<Column, 'field'>, letters: string): Column | undefined {
  const { name = '', unit = '' } = LENGTH.exec(letters)?.groups ?? {};
  const found = FIELDS.get(name);
  if (found === undefined || found.field === 'speed') return undefined;
  return { ...plain, ...found, meters: unit.startsWith('f') ? METERS_PER_FOOT : 1 };
}

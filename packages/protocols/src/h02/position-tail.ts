import type { Cell } from '../cells.ts';

/** What follows the course of a position. */
export interface Tail {
  readonly batteryPercent: number | undefined;
  /** `ddmmyy`; empty where the device does not know the day. */
  readonly date: string;
  /** The status word, eight hexadecimal digits. */
  readonly status: string | undefined;
  readonly odometerMeters: number | undefined;
  readonly temperatureCelsius: number | undefined;
  readonly fuelPercent: number | undefined;
  readonly altitudeMeters: number | undefined;
  readonly cell: Cell | undefined;
  /** Number of the SIM. */
  readonly iccid: string | undefined;
  /** Fields behind the status word whose meaning differs from model to model. */
  readonly others: readonly string[];
}

/**
 * Reads `[battery,]date[,,server,iccid][,status[,more]]`. Behind the status word fuel sensors report odometer, °C,
 * percent with a point, altitude, area and cell in hexadecimal; others what is only theirs.
 */
export function readTail(fields: readonly string[]): Tail {
  const battery = startsWithBattery(fields);
  const [date = '', ...afterDate] = battery ? fields.slice(1) : fields;
  const at = isStatus(afterDate[0]) ? 0 : SIM_FIELDS;
  const status = afterDate[at];
  const known = isStatus(status) ? { status, ...readRest(afterDate.slice(at + 1)) } : UNKNOWN;
  const iccid = at === SIM_FIELDS ? /^\d{19,20}[\da-f]?$/iu.exec(afterDate[2] ?? '')?.[0] : undefined;
  return { batteryPercent: battery ? percentOf(Number(fields[0])) : undefined, date, iccid, ...known };
}

/** Three fields of the SIM may stand between date and status word: one is empty, then the server and the number. */
const SIM_FIELDS = 3;

function isStatus(text: string | undefined): text is string {
  return text !== undefined && /^[\da-f]{8}$/iu.test(text);
}

/** Digits before the six of the date; up to three of them also before a date that is empty. */
function startsWithBattery([battery = '', date]: readonly string[]): boolean {
  if (date === '') return /^\d{1,3}$/u.test(battery);
  return /^\d+$/u.test(battery) && date !== undefined && /^\d{6}$/u.test(date);
}

/** Anything above a hundred is no percent. */
function percentOf(battery: number): number | undefined {
  return battery <= 100 ? battery : undefined;
}

/** What stands behind the status word. */
function readRest(fields: readonly string[]): Sensors & Pick<Tail, 'others'> {
  const sensors = readSensors(fields);
  return sensors ? { ...sensors, others: [] } : { ...NO_SENSORS, others: fields };
}

type Sensors = Pick<Tail, 'odometerMeters' | 'temperatureCelsius' | 'fuelPercent' | 'altitudeMeters' | 'cell'>;

const NO_SENSORS: Sensors = {
  odometerMeters: undefined,
  temperatureCelsius: undefined,
  fuelPercent: undefined,
  altitudeMeters: undefined,
  cell: undefined,
};

const UNKNOWN = { ...NO_SENSORS, status: undefined, others: [] };

const SENSORS =
  /^(?<odometer>\d+),(?<temperature>-?\d+),(?<fuel>\d+\.\d+),(?<altitude>-?\d+),(?<area>[\da-f]{1,8}),(?<cell>[\da-f]{1,8})$/iu;

function readSensors(fields: readonly string[]): Sensors | undefined {
  const found = SENSORS.exec(fields.join())?.groups;
  if (!found) return undefined;
  return {
    odometerMeters: Number(found.odometer),
    temperatureCelsius: Number(found.temperature),
    fuelPercent: Number(found.fuel),
    altitudeMeters: Number(found.altitude),
    cell: { area: parseInt(found.area ?? '', 16), cell: parseInt(found.cell ?? '', 16) },
  };
}

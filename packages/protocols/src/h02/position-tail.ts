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
  const [first = '', second] = fields;
  const battery = /^\d{1,3}$/u.test(first) && second !== undefined && /^(?:\d{6})?$/u.test(second);
  const [date = '', ...afterDate] = battery ? fields.slice(1) : fields;
  const sim = /^\d{19,20}[\dA-F]?$/iu.test(afterDate[2] ?? '');
  const [status = '', ...more] = sim ? afterDate.slice(3) : afterDate;
  const known = /^[\da-f]{8}$/iu.test(status);
  const sensors = known ? readSensors(more) : undefined;
  return {
    batteryPercent: battery ? Number(first) : undefined,
    date,
    status: known ? status : undefined,
    iccid: sim ? afterDate[2] : undefined,
    ...(sensors ?? NO_SENSORS),
    others: sensors || !known ? [] : more,
  };
}

type Sensors = Pick<Tail, 'odometerMeters' | 'temperatureCelsius' | 'fuelPercent' | 'altitudeMeters' | 'cell'>;

const NO_SENSORS: Sensors = {
  odometerMeters: undefined,
  temperatureCelsius: undefined,
  fuelPercent: undefined,
  altitudeMeters: undefined,
  cell: undefined,
};

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

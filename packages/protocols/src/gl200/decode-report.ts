import type { Attributes, Decoded } from '../decoded.ts';
import { present } from '../present.ts';
import { readCan } from './decode-can.ts';
import { readInformation } from './decode-information.ts';
import { readAccessories } from './accessories.ts';
import { stateAttributes } from './device-state.ts';
import { eventOfType, readEvent } from './events.ts';
import { locationsOf } from './locations.ts';
import { cellsOf, wifiOf } from './networks.ts';
import { readPersonal } from './personal.ts';
import { type Gl200Report, modelOf } from './report.ts';
import { type Tail, readOdometer, readTail } from './tail.ts';
import { instantOfGl200 } from './time.ts';

/**
 * Reads a report: every position in it as a fix of its own, what stands behind the last one with the last; a sign of life
 * where it has none. Times of fixes are by UTC whatever clock the device shows; the time of sending is by that clock.
 *
 * @param offset how far the shown clock is ahead of UTC, seconds.
 */
export function readReport(report: Gl200Report, offset: number): Decoded[] {
  const { identifier, fields } = report;
  const locations = locationsOf(fields);
  if (locations.length === 0) return [readPlaceless(report, offset)];
  const before = fields.slice(0, locations[0]?.start);
  const common = { messageType: report.type, ...buffered(report), ...readBefore(report, before) };
  return locations.map((location, at): Decoded => {
    const behind = fields.slice(location.end, locations[at + 1]?.start);
    const tail = at === locations.length - 1 ? readWhole(report, behind) : { attributes: {} };
    const { recordedAt, latitude, longitude, hdop, start: _start, end: _end, ...motion } = location;
    const { batteryPercent } = tail;
    const attributes = {
      ...common,
      ...present({ hdop, cells: cellsOf(behind), wifi: wifiOf(behind) }),
      ...readOdometer(behind),
      ...tail.attributes,
    };
    return {
      kind: 'fix',
      fix: { identifier, recordedAt, latitude, longitude, ...motion, ...present({ batteryPercent }), attributes },
    };
  });
}

function buffered({ kind }: Gl200Report): Attributes {
  return kind === 'BUFF' ? { buffered: true } : {};
}

const MILLIVOLTS = /^\d{4,5}$/u;
const VIN = /^[A-HJ-NPR-Z\d]{17}$/u;

/** What stands in front of the first position: the event, the supply of a vehicle in millivolts, its VIN. */
function readBefore({ type, fields }: Gl200Report, before: readonly string[]): Attributes {
  if (type === 'CAN') return readCan(fields);
  const power = type === 'FRI' || type === 'ERI' ? before.at(-3) : undefined;
  const vin = before.find((field) => VIN.test(field));
  return {
    ...present({ vin, powerVolts: MILLIVOLTS.test(power ?? '') ? Number(power) / 1000 : undefined }),
    ...(type === 'STT' ? stateAttributes(before[1] ?? '') : {}),
    ...readEvent(type, before),
    ...(type === 'FRI' ? readPersonal(before) : {}),
  };
}

function readWhole(report: Gl200Report, behind: readonly string[]): Tail {
  if (report.type === 'CAN' || report.type === 'OBD') return { attributes: {} };
  const { batteryPercent, attributes } = readTail(behind, { model: modelOf(report), type: report.type });
  return { ...present({ batteryPercent }), attributes: { ...attributes, ...readAccessories(report.type, behind) } };
}

/** Types that end with the charge of the battery, also without a position. */
const ENDING_WITH_BATTERY = new Set(['FRI', 'RTL', 'WIF']);

function readPlaceless(report: Gl200Report, offset: number): Decoded {
  const { identifier, type, fields } = report;
  const sentAt = instantOfGl200(report.sent);
  const { batteryPercent, attributes } = readStanding(report);
  return {
    kind: 'heartbeat',
    identifier,
    recordedAt: sentAt === undefined ? null : sentAt - offset * 1000,
    ...present({ batteryPercent }),
    attributes: {
      messageType: type,
      ...buffered(report),
      ...present({ cells: cellsOf(fields), wifi: wifiOf(fields) }),
      ...attributes,
    },
  };
}

function readStanding(report: Gl200Report): Tail {
  const { kind, type, fields } = report;
  if (kind === 'ACK') return { attributes: type === 'HBD' ? {} : { command: type, result: `+ACK:GT${type}` } };
  if (type === 'INF') return { attributes: readInformation(fields) };
  if (type === 'CAN') return { attributes: readCan(fields) };
  if (type === 'LBS') return percent(fields[3]);
  if (type === 'DTT') return { attributes: readAccessories(type, fields) };
  if (ENDING_WITH_BATTERY.has(type)) return { ...readTail(fields, { model: modelOf(report), type }) };
  return { attributes: eventOfType(type) };
}

function percent(field: string | undefined): Tail {
  return /^\d{1,3}$/u.test(field ?? '') ? { batteryPercent: Number(field), attributes: {} } : { attributes: {} };
}

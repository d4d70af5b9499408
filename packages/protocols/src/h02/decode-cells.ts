import type { DecodedHeartbeat } from '../decoded.ts';
import type { Circumstances } from '../device-protocol.ts';
import { type Cell, cellsText } from '../cells.ts';
import { present } from '../present.ts';
import { instantOfDigits } from '../text/digit-dates.ts';
import { Unreadable } from '../unreadable.ts';
import { readStatus } from './status.ts';

/** A message of a device without a place that tells which cells it sees. */
type CellReport = Omit<DecodedHeartbeat, 'kind' | 'identifier'>;

/** `NBR`: time, country, network, delay, count, area, cell and level of each, date, status. */
export function readNeighbours(text: string, circumstances: Circumstances): CellReport {
  const found = NEIGHBOURS.exec(text)?.groups;
  if (!found) throw new Unreadable('NBR', text, 'time, mcc, mnc, delay, count, cells, date and status');
  const { time = '', date = '', mcc, mnc, status = '', cells = '' } = found;
  const seen = groupsOf(cells.split(','), 3).map(([area, cell, level]): Cell => {
    return { mcc: Number(mcc), mnc: Number(mnc), area: Number(area), cell: Number(cell), dbm: dbmOf(Number(level)) };
  });
  return reportOf({ date, time, circumstances }, { ...present({ cells: cellsText(seen) }), ...readStatus(status) });
}

const NEIGHBOURS =
  /^(?<time>\d{6}),(?<mcc>\d{1,3}),(?<mnc>\d{1,3}),\d+,\d+,(?<cells>(?:\d{1,9},\d{1,9},-?\d{1,3},)*?)(?<date>\d{6}),(?<status>[\da-f]{8})(?:,|$)/iu;

/** Positive levels are those of GSM (3GPP 45.008 §8.1.4): 0 is -110 dBm, 63 is -47 dBm. Negative ones are dBm. */
function dbmOf(level: number): number {
  return level < 0 ? level : level - 110;
}

/** `V3`: time, country and network, count, cells of four fields, battery in hexadecimal, reboots, `X`, date, status. */
export function readCells(text: string, circumstances: Circumstances): CellReport {
  const found = CELLS.exec(text)?.groups;
  if (!found) throw new Unreadable('V3', text, 'time, mcc and mnc, count, cells, battery, X, date and status');
  const { time = '', date = '', mcc, mnc, status = '', cells = '', battery = '' } = found;
  const seen = groupsOf(cells.split(','), 4).map(([area, cell]): Cell => {
    return { mcc: Number(mcc), mnc: Number(mnc), area: Number(area), cell: Number(cell) };
  });
  return reportOf(
    { date, time, circumstances },
    { ...present({ cells: cellsText(seen) }), battery: parseInt(battery, 16), ...readStatus(status) },
  );
}

const CELLS =
  /^(?<time>\d{6}),(?<mcc>\d{3})(?<mnc>\d{1,3}),\d+,(?<cells>(?:\d{1,9},\d{1,9},-?\d*,-?\d*,)*?)(?<battery>[\da-f]{4}),\d+,X,(?<date>\d{6}),(?<status>[\da-f]{8})$/iu;

interface When {
  readonly date: string;
  readonly time: string;
  readonly circumstances: Circumstances;
}

function reportOf({ date, time, circumstances }: When, attributes: CellReport['attributes']): CellReport {
  const instant = instantOfDigits(date, time, 'ddmmyy');
  return { recordedAt: instant === undefined ? null : instant - circumstances.utcOffsetSeconds * 1000, attributes };
}

function groupsOf(fields: readonly string[], size: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.floor(fields.length / size) }, (_, at) => fields.slice(at * size, (at + 1) * size));
}

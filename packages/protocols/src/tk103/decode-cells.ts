import type { DecodedHeartbeat } from '../decoded.ts';
import type { Circumstances } from '../device-protocol.ts';
import { type Cell, cellsText } from '../cells.ts';
import { present } from '../present.ts';
import { instantOfDigits } from '../text/digit-dates.ts';
import { Unreadable } from '../unreadable.ts';
import { readCommand } from './alarms.ts';
import { readInputs } from './inputs.ts';

/** A message of a device without a place. */
export type Report = Omit<DecodedHeartbeat, 'kind' | 'identifier'>;

/** `BZ00`: country and network, area and cell in hexadecimal. */
export function readCell(data: string): Report {
  const [, mcc, mnc, area = '', cell = ''] =
    /^(\d{1,3}),(\d{1,3}),([\da-f]{1,8}),([\da-f]{1,8})(?:,|$)/iu.exec(data) ?? [];
  if (mcc === undefined) throw new Unreadable('BZ00', data, 'mcc, mnc, area and cell');
  const seen: Cell = { mcc: Number(mcc), mnc: Number(mnc), area: parseInt(area, 16), cell: parseInt(cell, 16) };
  return { recordedAt: null, attributes: present({ cells: cellsText([seen]) }) };
}

/** Cells in braces, `{mcc,mnc,area,cell}`, and behind them the eight digits of inputs; undefined where there are none. */
export function readBracedCells(data: string): Report | undefined {
  const seen = Array.from(
    data.matchAll(/\{(\d{1,3}),(\d{1,3}),(\d{1,9}),(\d{1,9})\}/gu),
    ([, mcc, mnc, area, cell]): Cell => {
      return { mcc: Number(mcc), mnc: Number(mnc), area: Number(area), cell: Number(cell) };
    },
  );
  if (seen.length === 0) return undefined;
  const inputs = /,([01]{2}[\da-f]{6})$/iu.exec(data)?.[1];
  return {
    recordedAt: null,
    attributes: { ...(inputs === undefined ? {} : readInputs(inputs)), ...present({ cells: cellsText(seen) }) },
  };
}

/** `DW50` and its like: country, network, area, cell, count, access points `<mac>*<dBm>*<channel>`, date, time. */
export function readAccessPoints(command: string, data: string, circumstances: Circumstances): Report {
  const found = ACCESS_POINTS.exec(data)?.groups;
  if (!found) throw new Unreadable(command, data, 'mcc, mnc, area, cell, count, access points, date and time');
  const { mcc, mnc, area, cell, points = '', date = '', time = '' } = found;
  const seen: Cell = { mcc: Number(mcc), mnc: Number(mnc), area: Number(area), cell: Number(cell) };
  const wifi = Array.from(
    points.matchAll(/([\da-f:]{17})\*([-+]?\d+)\*\d+,/giu),
    ([, mac, dbm]) => `${mac},${Number(dbm)}`,
  );
  const instant = instantOfDigits(date, time, 'ddmmyy');
  return {
    recordedAt: instant === undefined ? null : instant - circumstances.utcOffsetSeconds * 1000,
    attributes: {
      ...readCommand(command, ''),
      ...present({ cells: cellsText([seen]), wifi: wifi.length > 0 ? wifi.join(';') : undefined }),
    },
  };
}

const ACCESS_POINTS =
  /^(?<mcc>\d{1,3}),(?<mnc>\d{1,3}),(?<area>\d{1,9}),(?<cell>\d{1,9}),\d+,(?<points>(?:(?:[\da-f]{2}:){5}[\da-f]{2}\*[-+]?\d+\*\d+,)*)(?<date>\d{6}),(?<time>\d{6})/iu;

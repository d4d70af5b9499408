import type { ByteReader } from '../bytes/byte-reader.ts';
import type { Attributes } from '../decoded.ts';
import { type CellWidths, NARROW, readServingCell } from './cells.ts';
import { type Gt06Input, type Gt06Report, readClockAndPlace, withAttributes } from './report.ts';

/** Date and place, and perhaps what the terminal appends. */
export function readPlaceAlone(input: Gt06Input): Gt06Report {
  return withAttributes(readClockAndPlace(input), readAppendix(input.reader));
}

/** Date and place, whatever stands behind them. */
export function readPlaceOnly(input: Gt06Input): Gt06Report {
  return readClockAndPlace(input);
}

/** Date, place and the serving cell, and what the terminal appends. */
export function readPlaceAndCell(widths: CellWidths): (input: Gt06Input) => Gt06Report {
  return (input) => {
    const report = readClockAndPlace(input);
    const cell = readCellIfThere(input.reader, widths);
    return withAttributes(report, cell, readAppendix(input.reader));
  };
}

/** The cell, where there is room for one; a byte of network code is the least. */
export function readCellIfThere(reader: ByteReader, widths: CellWidths): Attributes {
  return reader.left() >= 3 + widths.area + widths.cell ? readServingCell(reader, widths) : {};
}

/** What may follow the cell, told apart by its length: why the message is sent, then the mileage. */
function readAppendix(reader: ByteReader): Attributes {
  const left = reader.left();
  return {
    ...(left === 3 || left === 7 ? readReason(reader) : {}),
    ...(left === 4 || left === 7 ? { odometerMeters: reader.u32('mileage') } : {}),
  };
}

/** As {@link readPlaceAndCell}, of kinds that always say why they are sent, whatever stands behind it. */
export function readPlaceAndReason(input: Gt06Input): Gt06Report {
  const { reader } = input;
  const report = withAttributes(readClockAndPlace(input), readCellIfThere(reader, NARROW));
  const reason = reader.left() >= 3 ? readReason(reader) : {};
  return withAttributes(report, reason, readAppendix(reader));
}

/** Ignition, why the message is sent, and whether it was kept while there was no connection. */
export function readReason(reader: ByteReader): Attributes {
  const ignition = reader.u8('acc') > 0;
  const event = reader.u8('reason');
  return { ignition, event, buffered: reader.u8('kept') > 0 };
}

/** As {@link readPlaceAndCell}, of terminals that also send metres of height, at the end. */
export function readPlaceAndHeight(input: Gt06Input): Gt06Report {
  const { reader } = input;
  const placed = readClockAndPlace(input);
  const cell = readServingCell(reader, { area: 2, cell: 4, wideMnc: true });
  const report = withAttributes(placed, cell, readReason(reader));
  const mileage = reader.left() > 2 ? { odometerMeters: reader.u32('mileage') } : {};
  return { ...withAttributes(report, mileage), altitudeMeters: reader.i16('altitude') };
}

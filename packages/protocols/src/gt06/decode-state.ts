import { hexOf } from '../bytes/hex.ts';
import type { Attributes } from '../decoded.ts';
import { alarmAttribute, alarmOfStatus } from './alarms.ts';
import { type CellWidths, NARROW, readServingCell } from './cells.ts';
import { readCellIfThere } from './decode-place.ts';
import { type Gt06Input, type Gt06Report, readClockAndPlace, withAttributes } from './report.ts';
import { readTerminalState, statusAttributes } from './terminal-state.ts';

/** How a message with a place and the terminal's state is laid out. */
interface Layout {
  readonly cell: CellWidths;
  /** Whether a byte with the length of the cell stands before it; the length counts itself. */
  readonly stated: boolean;
}

/** A length, and cells of two and three bytes, as most send it. */
export const NARROW_STATED: Layout = { cell: NARROW, stated: true };

/** Date, place, cell and the terminal's state with its alarm; then perhaps the zone, the driver's tag or the mileage. */
export function readPlaceAndState({ cell, stated }: Layout): (input: Gt06Input) => Gt06Report {
  return (input) => {
    const placed = readClockAndPlace(input);
    const seen = stated ? readStatedCell(input, cell) : readCellIfThere(input.reader, cell);
    const { attributes, ...battery } = readTerminalState(input.reader, input.model);
    return { ...withAttributes(placed, seen, attributes, readAppendix(input)), ...battery };
  };
}

/** A cell behind its length, which may be longer than what is known of it. */
function readStatedCell({ reader }: Gt06Input, widths: CellWidths): Attributes {
  const length = reader.u8('cell length');
  if (length === 0) return {};
  const before = reader.left();
  const cell = readServingCell(reader, widths);
  const rest = length - 1 - (before - reader.left());
  if (rest > 0) reader.take('cell', Math.min(rest, reader.left()));
  return cell;
}

function readAppendix({ reader }: Gt06Input): Attributes {
  switch (reader.left()) {
    case 1:
      return { geofence: reader.u8('zone') };
    case 4:
      return { odometerMeters: reader.u32('mileage') };
    case 8:
      return { driverId: hexOf(reader.take('tag', 8)) };
    default:
      return {};
  }
}

const MANY_CELLS = 0x17;

/** A cell without a place, and the terminal's state. */
export function readCellAndState(widths: CellWidths): (input: Gt06Input) => Gt06Report {
  return ({ reader, model, frame }) => {
    // Longer ones are of terminals that send many cells in another form.
    if (frame.length >= MANY_CELLS) return { recordedAt: null, attributes: {} };
    const cell = readServingCell(reader, widths);
    const { attributes, ...battery } = readTerminalState(reader, model);
    return { recordedAt: null, ...battery, attributes: { ...cell, ...attributes } };
  };
}

/**
 * As {@link readPlaceAndState} without a length of the cell. Some terminals send hundredths of a volt in place of battery
 * and signal: what is no level from 0 to 6 and no signal from 0 to 4 are volts.
 */
export function readPlaceAndSupply(input: Gt06Input): Gt06Report {
  const { reader, frame } = input;
  const [level = 0, signal = 0] = frame.content.subarray(-4);
  if (level <= 6 && signal <= 4) return readPlaceAndState({ cell: NARROW, stated: false })(input);
  const report = withAttributes(readClockAndPlace(input), readServingCell(reader, NARROW));
  const status = reader.u8('status');
  const powerVolts = reader.u16('voltage') / 100;
  const rssi = reader.u8('signal');
  return withAttributes(report, statusAttributes(status), { powerVolts, rssi }, alarmAttribute(alarmOfStatus(status)));
}

/** As {@link readPlaceAndState} of terminals that also send metres of height, at the end. */
export function readPlaceStateAndHeight(input: Gt06Input): Gt06Report {
  const placed = readClockAndPlace(input);
  const cell = readStatedCell(input, { area: 2, cell: 4, wideMnc: true });
  const { attributes, ...battery } = readTerminalState(input.reader, input.model);
  const height = input.reader.left() >= 2 ? { altitudeMeters: input.reader.i16('altitude') } : {};
  return { ...withAttributes(placed, cell, attributes), ...battery, ...height };
}

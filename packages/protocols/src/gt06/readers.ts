import { ByteReader } from '../bytes/byte-reader.ts';
import { Unreadable } from '../unreadable.ts';
import { type CellWidths, NARROW, WIDE } from './cells.ts';
import { readCameraEvent } from './decode-camera.ts';
import { readLongState, readShortState, readState } from './decode-heartbeat.ts';
import { readInfo, readSupply } from './decode-info.ts';
import { readAllModules, readPlaceAndModules, readStateAndModules, readWidePlaceAndModules } from './decode-modules.ts';
import { readNamedPlace, readNamedPlaceAndDriver } from './decode-named.ts';
import { readNetworks, readWatchAccessPoints, readWatchNetworks, SEVEN_CELLS } from './decode-networks.ts';
import { readBatteryPack, readDiagnosis } from './decode-obd.ts';
import {
  readPlaceAlone,
  readPlaceAndCell,
  readPlaceAndHeight,
  readPlaceAndReason,
  readPlaceOnly,
} from './decode-place.ts';
import { readBeacon, readBlocks, readPlaceAndPorts } from './decode-relay.ts';
import {
  NARROW_STATED,
  readCellAndState,
  readPlaceAndState,
  readPlaceAndSupply,
  readPlaceStateAndHeight,
} from './decode-state.ts';
import { readAnswer, readLongAnswer, readSerialPort } from './decode-text.ts';
import {
  readPlaceAndCard,
  readPlaceAndClimate,
  readPlaceAndMachine,
  readPlaceAndSensor,
  readPlaceAndTag,
  readPlaceAndTwoVolts,
  readPlaceAndVolts,
} from './decode-variants.ts';
import type { Gt06Frame } from './frame.ts';
import type { Gt06Input, Gt06Report } from './report.ts';

/** Reads the content of one kind of message. */
export type Gt06Reader = (input: Gt06Input) => Gt06Report;

/** The reader for a message; undefined for kinds that are not known. A single length of a kind may be another message. */
export function readerOf({ extended, type, length }: Gt06Frame): Gt06Reader | undefined {
  if (extended) return EXTENDED.get(type);
  const reader = BY_LENGTH.get(`${hex(type)}/${hex(length)}`) ?? SHORT.get(type);
  return reader && PLACED.has(type) ? orPlaceOnly(reader) : reader;
}

/** Kinds that begin with a date and a place. */
const PLACED = new Set([0x10, 0x11, 0x12, 0x16, 0x22, 0x26, 0x27, 0x2d, 0x31, 0x32, 0x37, 0xa0, 0xa3, 0xa4]);

/** Whoever builds alike but for what stands behind the place is still read as far as the place. */
function orPlaceOnly(read: Gt06Reader): Gt06Reader {
  return (input) => {
    try {
      return read(input);
    } catch (failure) {
      if (!(failure instanceof Unreadable)) throw failure;
      return readPlaceOnly({ ...input, reader: new ByteReader(input.frame.content) });
    }
  };
}

function hex(value: number): string {
  return value.toString(16).padStart(2, '0');
}

const GSM_AND_LTE: CellWidths = { area: 2, cell: 4, wideMnc: true };

const SHORT: ReadonlyMap<number, Gt06Reader> = new Map<number, Gt06Reader>([
  [0x10, readPlaceAlone],
  [0x11, readPlaceAndCell(GSM_AND_LTE)],
  [0x12, readPlaceAndCell(NARROW)],
  [0x13, readState],
  [0x15, readAnswer],
  [0x16, readPlaceAndState(NARROW_STATED)],
  [0x17, readWatchNetworks],
  [0x18, readNetworks({ ...SEVEN_CELLS, accessPoints: true })],
  [0x19, readCellAndState(NARROW)],
  [0x1a, readPlaceOnly],
  [0x1e, readPlaceOnly],
  [0x22, readPlaceAndReason],
  [0x23, readShortState],
  [0x24, readNetworks(SEVEN_CELLS)],
  [0x25, readNamedPlaceAndDriver],
  [0x26, readPlaceAndState(NARROW_STATED)],
  [0x27, readPlaceAndState(NARROW_STATED)],
  [0x28, readNetworks(SEVEN_CELLS)],
  [0x2c, readNetworks({ ...SEVEN_CELLS, accessPoints: true })],
  [0x2d, readPlaceAndReason],
  [0x2e, readNetworks(SEVEN_CELLS)],
  [0x31, readPlaceAndReason],
  [0x32, readPlaceStateAndHeight],
  [0x33, readNetworks({ cells: { area: 2, cell: 4 }, count: 6, advance: 'after', accessPoints: true })],
  [0x34, readPlaceAndPorts],
  [0x36, readStateAndModules],
  [0x37, readPlaceAndModules],
  [0x38, readWidePlaceAndModules],
  [0x40, readBatteryPack],
  [0x69, readWatchNetworks],
  [0x94, readSupply],
  [0x95, readCameraEvent],
  [0xa0, readPlaceAndCell(WIDE)],
  [0xa1, readNetworks({ ...SEVEN_CELLS, cells: WIDE })],
  [0xa2, readNetworks({ ...SEVEN_CELLS, cells: WIDE, accessPoints: true })],
  [0xa3, readPlaceAndState({ cell: WIDE, stated: true })],
  [0xa4, readPlaceAndState({ cell: WIDE, stated: true })],
  [0xa5, readCellAndState(WIDE)],
  [0xf3, readWatchAccessPoints],
]);

/** Kinds whose meaning depends on the stated length, as type and length in hexadecimal. */
const BY_LENGTH: ReadonlyMap<string, Gt06Reader> = new Map<string, Gt06Reader>([
  ['12/21', readPlaceAndSensor],
  ['12/24', readPlaceAndVolts],
  ['12/27', readNamedPlace],
  ['12/29', readPlaceAndCard],
  ['12/2b', readPlaceAndVolts],
  ...Array.from({ length: 0x100 - 0x71 }, (_, at): [string, Gt06Reader] => [`12/${hex(0x71 + at)}`, readPlaceAndCard]),
  ['13/13', readLongState],
  ['13/15', readLongState],
  ['16/24', readPlaceAndSupply],
  ['16/26', readPlaceAndState({ cell: { area: 2, cell: 4 }, stated: true })],
  ['17/28', readPlaceAndTag],
  ['22/2f', readPlaceAndClimate],
  ['24/2e', readPlaceAndTwoVolts],
  ['24/31', readNetworks({ cells: NARROW, count: 'stated', advance: 'before', accessPoints: false })],
  ['34/37', readNetworks({ cells: GSM_AND_LTE, count: 7, advance: 'before', accessPoints: false })],
  ['31/2a', readPlaceAndHeight],
  ['a2/40', readPlaceAndMachine],
]);

const EXTENDED: ReadonlyMap<number, Gt06Reader> = new Map<number, Gt06Reader>([
  [0x15, readAnswer],
  [0x21, readLongAnswer],
  [0x32, readBlocks(false)],
  [0x33, readBlocks(true)],
  [0x37, readPlaceAndModules],
  [0x38, readWidePlaceAndModules],
  [0x70, readAllModules],
  [0x8c, readDiagnosis],
  [0x94, readInfo],
  [0x9b, readSerialPort],
  [0xf2, readBeacon],
]);

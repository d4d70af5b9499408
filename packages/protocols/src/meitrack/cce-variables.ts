import { ByteReader } from '../bytes/byte-reader.ts';
import { cellsText } from '../cells.ts';
import type { Attributes } from '../decoded.ts';
import { wireText } from '../text/wire.ts';

const CELL = 0x0e;
const PICTURE = 0xfe31;
const BATTERIES = 0xfea8;

/** What a parameter of variable length says; nothing where its meaning is not known. Throws `Unreadable`. */
export function readVariable(id: number, bytes: Uint8Array): Attributes {
  switch (id) {
    case CELL:
      return readCell(new ByteReader(bytes));
    case PICTURE:
      return readPicture(new ByteReader(bytes));
    case BATTERIES:
      return readBatteries(bytes);
    default:
      return {};
  }
}

/** Country, network, area, cell and the strength of the signal in dBm, where the device knows it. */
function readCell(reader: ByteReader): Attributes {
  const cell = {
    mcc: reader.u16Le('mcc'),
    mnc: reader.u16Le('mnc'),
    area: reader.u16Le('area'),
    cell: reader.u32Le('cell'),
  };
  const dbm = reader.left() >= 2 ? reader.i16Le('signal') : 0;
  const cells = cell.mcc === 0 ? undefined : cellsText([dbm < 0 ? { ...cell, dbm } : cell]);
  return cells === undefined ? {} : { cells };
}

/** A byte of numbering, the kind of the alarm that a camera raises, the name of its picture. */
function readPicture(reader: ByteReader): Attributes {
  reader.u8('number');
  const alarmType = reader.u8('alarmType');
  return { alarmType, image: wireText(reader.take('image', reader.left())) };
}

/** Three batteries, each with a byte of its state, 0 for none, and one of percent. */
function readBatteries(bytes: Uint8Array): Attributes {
  const names = ['batteryPercent', 'battery2Percent', 'battery3Percent'];
  return Object.fromEntries(
    names.flatMap((name, at) => {
      const [state = 0, percent = 0] = bytes.subarray(2 * at, 2 * at + 2);
      return state === 0 ? [] : [[name, percent]];
    }),
  );
}

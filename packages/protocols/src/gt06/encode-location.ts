import { ByteWriter } from '../bytes/byte-writer.ts';
import type { PlacedFix } from '../decoded.ts';
import { writeClock } from './clock.ts';
import { closeFrame } from './frame.ts';
import { writePlace } from './place.ts';
import { type WrittenState, writeState } from './terminal-state.ts';

/** What of a fix has room in a message; the terminal named itself when it logged in. */
export interface Gt06Location extends Pick<
  PlacedFix,
  'latitude' | 'longitude' | 'speedMetersPerSecond' | 'headingDegrees' | 'attributes'
> {
  /** Unix milliseconds; whole seconds are sent. */
  readonly recordedAt: number;
  /** Running number of the message, 0 to 65535. */
  readonly serial: number;
  /** How far the clock of the terminal is ahead of UTC, seconds; 0 when absent. */
  readonly utcOffsetSeconds?: number;
}

/** A place and the serving cell: 30,000ths of a minute, whole km/h, whole degrees. */
export function encodeGt06Location(location: Gt06Location): Uint8Array {
  const content = writeClockAndPlace(location).bytes(CELL).done();
  return closeFrame({ type: 0x12, content, serial: location.serial });
}

/** A place with the state of the terminal and the alarm it raises. */
export function encodeGt06Alarm(location: Gt06Location, state: WrittenState): Uint8Array {
  const content = writeClockAndPlace(location)
    .u8(CELL.length + 1)
    .bytes(CELL);
  return closeFrame({ type: 0x16, content: writeState(content, state).done(), serial: location.serial });
}

function writeClockAndPlace(location: Gt06Location): ByteWriter {
  const { recordedAt, utcOffsetSeconds, headingDegrees = 0, ...place } = location;
  return writePlace(writeClock(new ByteWriter(), recordedAt, utcOffsetSeconds), { ...place, headingDegrees });
}

/** Country and network of the cell: 001 and 01, which are kept free for tests (ITU-T E.212). */
const CELL = [0, 1, 1, 0, 0, 0, 0, 0];

import type { ByteReader } from '../bytes/byte-reader.ts';
import type { ByteWriter } from '../bytes/byte-writer.ts';
import type { Attributes } from '../decoded.ts';
import { metersPerSecondOf, speedIn } from '../speed.ts';

/** A degree in the units of the protocol: 30,000ths of a minute. */
const UNITS_PER_DEGREE = 30_000 * 60;

/** Bits of the two bytes with the course. */
const COURSE = 0x3ff;
const NORTH = 1 << 10;
const WEST = 1 << 11;
const LOCATED = 1 << 12;
const KNOWS_IGNITION = 1 << 14;
const IGNITION = 1 << 15;

/** What the block with the place says, in the units of the product. */
export interface ReportedPlace {
  readonly latitude: number;
  readonly longitude: number;
  readonly speedMetersPerSecond?: number;
  readonly headingDegrees: number;
  /** Satellites, ignition where the device knows it, and `valid: false` for an old place. */
  readonly attributes: Attributes;
}

/** Which parts a block has; cameras leave out some. */
export interface PlaceParts {
  readonly satellites?: boolean;
  readonly speed?: boolean;
}

/**
 * The block behind the date: satellites (low half of a byte), latitude and longitude in 30,000ths of a minute, km/h, and
 * two bytes of course and flags. Both hemispheres are bits: set for north, and set for west.
 *
 * Source: Concox, "GT06 GPS tracker communication protocol" v1.8.1, section 5.2.
 */
export function readPlace(reader: ByteReader, { satellites = true, speed = true }: PlaceParts = {}): ReportedPlace {
  const seen = satellites ? { satellites: reader.u8('satellites') & 0x0f } : {};
  const latitude = reader.u32('latitude') / UNITS_PER_DEGREE;
  const longitude = reader.u32('longitude') / UNITS_PER_DEGREE;
  const moved = speed ? { speedMetersPerSecond: metersPerSecondOf(reader.u8('speed'), 'kilometersPerHour') } : {};
  const flags = reader.u16('course');
  return {
    latitude: flags & NORTH ? latitude : 0 - latitude,
    longitude: flags & WEST ? 0 - longitude : longitude,
    ...moved,
    headingDegrees: flags & COURSE,
    attributes: {
      ...seen,
      ...(flags & KNOWS_IGNITION ? { ignition: (flags & IGNITION) !== 0 } : {}),
      ...(flags & LOCATED ? {} : { valid: false }),
    },
  };
}

/** Writes the block of a place; more than 255 km/h and 15 satellites have no room. */
export function writePlace(writer: ByteWriter, place: ReportedPlace): ByteWriter {
  const { latitude, longitude, speedMetersPerSecond = 0, headingDegrees, attributes } = place;
  const { satellites = 0, ignition, valid } = attributes;
  const flags =
    (Math.round(headingDegrees) % 360) |
    (latitude >= 0 ? NORTH : 0) |
    (longitude < 0 ? WEST : 0) |
    (valid === false ? 0 : LOCATED) |
    (ignition === undefined ? 0 : KNOWS_IGNITION) |
    (ignition === true ? IGNITION : 0);
  return writer
    .u8(0xc0 | Math.min(15, Number(satellites)))
    .u32(Math.round(Math.abs(latitude) * UNITS_PER_DEGREE))
    .u32(Math.round(Math.abs(longitude) * UNITS_PER_DEGREE))
    .u8(Math.min(255, Math.round(speedIn('kilometersPerHour', speedMetersPerSecond))))
    .u16(flags);
}

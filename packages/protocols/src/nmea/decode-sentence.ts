import { present } from '../present.ts';
import { metersPerSecondOf } from '../speed.ts';
import { Unreadable } from '../unreadable.ts';
import type { Epoch } from './epoch.ts';
import { midnightOf, readDate, readNumber, readPlace, readTime } from './fields.ts';
import type { Sentence } from './sentence.ts';

/**
 * What one sentence says of its instant; undefined for the many that say nothing of place and time. Throws `Unreadable`.
 *
 * Source: NMEA 0183, as of IEC 61162-1 and gpsd's "NMEA Revealed".
 */
export function readSentence({ talker, type, fields }: Sentence): Epoch | undefined {
  const reader = talker === 'P' ? undefined : READERS.get(type);
  if (!reader) return undefined;
  const { least, read } = reader;
  if (fields.length < least) throw new Unreadable(type, fields.join(), `at least ${least} fields`);
  return read(fields);
}

interface Reader {
  /** A sentence with fewer fields was broken off. */
  readonly least: number;
  readonly read: (fields: readonly string[]) => Epoch;
}

const READERS: ReadonlyMap<string, Reader> = new Map([
  ['RMC', { least: 9, read: readMinimum }],
  ['GGA', { least: 9, read: readFixData }],
  ['GNS', { least: 9, read: readSystemsFix }],
  ['GLL', { least: 6, read: readGeographic }],
  ['VTG', { least: 5, read: readTrack }],
  ['GSA', { least: 2, read: readPrecision }],
  ['ZDA', { least: 4, read: readClock }],
]);

/** Time, `A` or `V`, place, knots, course, date, variation and its side, mode. */
function readMinimum(fields: readonly string[]): Epoch {
  const [time, status, , , , , speed, course, date = '', , , mode] = fields;
  const valid = status === 'A' && mode !== 'N';
  const knots = readNumber('speed', speed);
  return {
    valid,
    ...readPlace(fields.slice(2)),
    ...present({
      timeMs: readTime(time),
      dateMs: readDate(date, { valid }),
      speedMetersPerSecond: knots === undefined ? undefined : metersPerSecondOf(knots, 'knots'),
      headingDegrees: readNumber('course', course),
    }),
  };
}

/** Time, place, quality (0 is no fix), satellites, HDOP, altitude, `M`, geoid, `M`. */
function readFixData(fields: readonly string[]): Epoch {
  const [time, , , , , quality, satellites, hdop, altitude, , separation] = fields;
  const fixQuality = readNumber('quality', quality) ?? 0;
  return {
    valid: fixQuality > 0,
    ...readPlace(fields.slice(1)),
    fixQuality,
    ...present({
      timeMs: readTime(time),
      satellites: readNumber('satellites', satellites),
      hdop: readNumber('hdop', hdop),
      altitudeMeters: readNumber('altitude', altitude),
      geoidHeightMeters: readNumber('separation', separation),
    }),
  };
}

/** Time, place, a letter for each system of satellites (`N` is no fix), satellites, HDOP, altitude, geoid. */
function readSystemsFix(fields: readonly string[]): Epoch {
  const [time, , , , , modes = '', satellites, hdop, altitude, separation] = fields;
  return {
    valid: /[^N]/u.test(modes),
    ...readPlace(fields.slice(1)),
    ...present({
      timeMs: readTime(time),
      satellites: readNumber('satellites', satellites),
      hdop: readNumber('hdop', hdop),
      altitudeMeters: readNumber('altitude', altitude),
      geoidHeightMeters: readNumber('separation', separation),
    }),
  };
}

/** Place, time, `A` or `V`, mode. */
function readGeographic(fields: readonly string[]): Epoch {
  const [, , , , time, status, mode] = fields;
  return { valid: status === 'A' && mode !== 'N', ...readPlace(fields), ...present({ timeMs: readTime(time) }) };
}

/** Course, `T`, course by compass, `M`, knots, `N`, km/h, `K`. */
function readTrack(fields: readonly string[]): Epoch {
  const [course, , , , speed] = fields;
  const knots = readNumber('speed', speed);
  return present({
    speedMetersPerSecond: knots === undefined ? undefined : metersPerSecondOf(knots, 'knots'),
    headingDegrees: readNumber('course', course),
  });
}

/** Choice of mode, mode (1 is no fix), twelve satellites, PDOP, HDOP, VDOP; since NMEA 4.11 the system of satellites. */
function readPrecision(fields: readonly string[]): Epoch {
  const [, mode] = fields;
  const fixMode = readNumber('mode', mode);
  const [pdop, hdop, vdop] = fields.length < 17 ? [] : fields.slice(14, 17);
  return present({
    fix: fixMode === undefined ? undefined : FIXES.get(fixMode),
    pdop: readNumber('pdop', pdop),
    hdop: readNumber('hdop', hdop),
    vdop: readNumber('vdop', vdop),
  });
}

const FIXES = new Map<number, '2d' | '3d'>([
  [2, '2d'],
  [3, '3d'],
]);

/** Time, day, month, year of four digits. */
function readClock(fields: readonly string[]): Epoch {
  const [time, day, month, year] = fields;
  const known = year !== undefined && year !== '';
  return present({
    timeMs: readTime(time),
    dateMs: known ? midnightOf(Number(year), Number(month), Number(day)) : undefined,
  });
}

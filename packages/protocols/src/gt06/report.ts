import type { ByteReader } from '../bytes/byte-reader.ts';
import type { Attributes, Decoded } from '../decoded.ts';
import { fixOrHeartbeat } from '../fix-or-heartbeat.ts';
import { present } from '../present.ts';
import { readClock } from './clock.ts';
import type { Gt06Frame } from './frame.ts';
import { type PlaceParts, readPlace, type ReportedPlace } from './place.ts';

/** What a message is read from. */
export interface Gt06Input {
  readonly frame: Gt06Frame;
  /** Stands at the start of the content. */
  readonly reader: ByteReader;
  /** How far the device's clock is ahead of UTC. */
  readonly utcOffsetSeconds: number;
  /** What the terminal is, by its settings; null where nobody said. */
  readonly model: string | null;
}

/** What a message says, whatever its kind. */
export interface Gt06Report {
  /** What the message itself calls the device; most leave it to the login. */
  readonly identifier?: string;
  /** Unix milliseconds; null where the message has no time. */
  readonly recordedAt: number | null;
  /** Absent where the message has no place. */
  readonly place?: ReportedPlace;
  readonly altitudeMeters?: number;
  readonly batteryPercent?: number;
  readonly attributes: Attributes;
}

/** Reads the date and the place, which most messages begin with. */
export function readClockAndPlace({ reader, utcOffsetSeconds }: Gt06Input, parts?: PlaceParts): PlacedReport {
  return { recordedAt: readClock(reader, utcOffsetSeconds), place: readPlace(reader, parts), attributes: {} };
}

/** A report that has a place. */
export interface PlacedReport extends Gt06Report {
  readonly place: ReportedPlace;
}

/** The report with more attributes. */
export function withAttributes<T extends Gt06Report>(report: T, ...more: readonly Attributes[]): T {
  return { ...report, attributes: Object.assign({ ...report.attributes }, ...more) };
}

/** A fix where the report has a place that is or was one, else a sign of life. */
export function decodedOf(report: Gt06Report, sessionIdentifier: string): Decoded {
  const { identifier = sessionIdentifier, recordedAt, place, altitudeMeters, batteryPercent } = report;
  if (!place) {
    const { attributes } = report;
    return { kind: 'heartbeat', identifier, recordedAt, ...present({ batteryPercent }), attributes };
  }
  const attributes = { ...place.attributes, ...report.attributes };
  return fixOrHeartbeat({
    identifier,
    recordedAt,
    ...place,
    ...present({ altitudeMeters, batteryPercent }),
    attributes,
  });
}

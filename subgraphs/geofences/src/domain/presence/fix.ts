import { degrees, EVENT_KIND, meters, positionId, type PositionKey, type PositionRecord } from '@trekker/geo';

/** A position as presence reads it. */
export interface Fix {
  readonly key: PositionKey;
  /** Unix milliseconds. */
  readonly recordedAt: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracyMeters: number | null;
  readonly altitudeMeters: number | null;
  /** The device said with it that it was being switched off. */
  readonly isOff: boolean;
}

/** What presence needs of a position. */
export function fixOf(record: PositionRecord): Fix {
  const { trackerId, recordedAt, dedupe, latitudeE7, longitudeE7, accuracyCentimeters, altitudeCentimeters } = record;
  return {
    key: { trackerId, recordedAt, dedupe },
    recordedAt,
    latitude: degrees(latitudeE7),
    longitude: degrees(longitudeE7),
    accuracyMeters: accuracyCentimeters === null ? null : meters(accuracyCentimeters),
    altitudeMeters: altitudeCentimeters === null ? null : meters(altitudeCentimeters),
    isOff: record.eventKind === EVENT_KIND.deviceOff,
  };
}

/** The position's id, as evidence names it. */
export function positionIdOf({ key }: Fix): string {
  return positionId(key);
}

/** What is sealed in a report. */
export interface ReportPlace {
  /** Degrees north, WGS 84, in steps of 1e-7. */
  readonly latitude: number;
  /** Degrees east, WGS 84, in steps of 1e-7. */
  readonly longitude: number;
  /** Whole metres, 0 to 255. */
  readonly accuracyMeters: number;
  /** The byte that the tag itself sends about; the upper two bits are how full its battery is. */
  readonly status: number;
}

const PLACE_BYTES = 10;
const STEPS_PER_DEGREE = 1e7;

/** Reads the ten bytes that were sealed. */
export function readPlace(plain: Uint8Array): ReportPlace {
  const view = new DataView(plain.buffer, plain.byteOffset, PLACE_BYTES);
  return {
    latitude: view.getInt32(0) / STEPS_PER_DEGREE,
    longitude: view.getInt32(4) / STEPS_PER_DEGREE,
    accuracyMeters: view.getUint8(8),
    status: view.getUint8(9),
  };
}

/** Writes the ten bytes to be sealed. */
export function writePlace({ latitude, longitude, accuracyMeters, status }: ReportPlace): Uint8Array {
  const plain = new Uint8Array(PLACE_BYTES);
  const view = new DataView(plain.buffer);
  view.setInt32(0, Math.round(latitude * STEPS_PER_DEGREE));
  view.setInt32(4, Math.round(longitude * STEPS_PER_DEGREE));
  view.setUint8(8, Math.min(MAX_BYTE, Math.round(accuracyMeters)));
  view.setUint8(9, status);
  return plain;
}

const MAX_BYTE = 255;

/** How full a tag says its battery is: the upper two bits of the status, of which 0 is the best. */
export function batteryLevelOf(status: number): string {
  return LEVELS[(status >> 6) & 3] ?? 'critical';
}

const LEVELS = ['full', 'medium', 'low', 'critical'];

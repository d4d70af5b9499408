import { Unreadable } from '../unreadable.ts';

/** The parts of an encrypted report, in its order. */
export interface ReportParts {
  /** Unix milliseconds when a finder heard the tag, whole seconds. */
  readonly recordedAt: number;
  /** The finder's word on how good the place is, 0 to 255; 1 to 3 are usual. */
  readonly confidence: number;
  readonly ephemeralKey: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

/** The two lengths of a report; the longer, of newer finders, has a byte without meaning before the confidence. */
export type ReportBytes = 88 | 89;

const SHORT: ReportBytes = 88;
const LONG: ReportBytes = 89;

const TIME_BYTES = 4;
const POINT_BYTES = 57;
const CIPHERTEXT_BYTES = 10;

/** 2001-01-01T00:00:00Z, from which Apple counts seconds. */
const EPOCH_MS = Date.UTC(2001, 0, 1);

/** Takes a report apart. Throws `Unreadable` where it has neither of the two lengths. */
export function splitReport(payload: Uint8Array): ReportParts {
  if (payload.length !== SHORT && payload.length !== LONG) {
    throw new Unreadable('payload', `${payload.length} bytes`, `${SHORT} or ${LONG} bytes`);
  }
  const seconds = new DataView(payload.buffer, payload.byteOffset).getUint32(0);
  const rest = payload.subarray(TIME_BYTES + payload.length - SHORT);
  const sealed = rest.subarray(1 + POINT_BYTES);
  return {
    recordedAt: EPOCH_MS + seconds * 1000,
    confidence: rest[0] ?? 0,
    ephemeralKey: rest.subarray(1, 1 + POINT_BYTES),
    ciphertext: sealed.subarray(0, CIPHERTEXT_BYTES),
    tag: sealed.subarray(CIPHERTEXT_BYTES),
  };
}

/** Puts a report together. */
export function joinReport(parts: ReportParts, length: ReportBytes): Uint8Array {
  const payload = new Uint8Array(length);
  new DataView(payload.buffer).setUint32(0, Math.floor((parts.recordedAt - EPOCH_MS) / 1000));
  const at = TIME_BYTES + length - SHORT;
  payload[at] = parts.confidence;
  payload.set(parts.ephemeralKey, at + 1);
  payload.set(parts.ciphertext, at + 1 + POINT_BYTES);
  payload.set(parts.tag, at + 1 + POINT_BYTES + CIPHERTEXT_BYTES);
  return payload;
}

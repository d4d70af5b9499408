import { decodeTriples, encodeTriples } from './base64url.ts';
import { requireDedupe, requireInLimits } from './limits.ts';
import type { PositionRecord } from './record.ts';
import { readUuid, writeUuid } from './uuid-bytes.ts';

/** What a position's id says: whose it is, when it was, and which of several at that instant. */
export type PositionKey = Pick<PositionRecord, 'trackerId' | 'recordedAt' | 'dedupe'>;

const BYTES = 30;
const TEXT_LENGTH = 40;
const TWO_32 = 2 ** 32;

// Every id is written in the same bytes, all of them anew.
const bytes = new Uint8Array(BYTES);
const view = new DataView(bytes.buffer);

/**
 * The id of a position, the same in every table, event and piece of evidence: base64url of the tracker's UUID (16 bytes),
 * `recordedAt` (6) and `dedupe` (8), both big endian; always 40 characters.
 * @throws RangeError where the key holds what no position can.
 */
export function positionId({ trackerId, recordedAt, dedupe }: PositionKey): string {
  requireInLimits('recordedAt', recordedAt);
  requireDedupe(dedupe);
  writeUuid(trackerId, bytes, 0);
  view.setUint16(16, Math.floor(recordedAt / TWO_32));
  view.setUint32(18, recordedAt % TWO_32);
  view.setBigUint64(22, dedupe);
  return encodeTriples(bytes);
}

/** The key inside a position's id, or null where `text` is not one. Each key has exactly one text. */
export function parsePositionId(text: string): PositionKey | null {
  if (text.length !== TEXT_LENGTH) return null;
  const read = decodeTriples(text);
  if (read === null) return null;
  const parts = new DataView(read.buffer);
  return {
    trackerId: readUuid(read, 0),
    recordedAt: parts.getUint16(16) * TWO_32 + parts.getUint32(18),
    dedupe: parts.getBigUint64(22),
  };
}

import { createHash } from 'node:crypto';

import type { PositionRecord } from '@trekker/geo';

/**
 * The id under which a filtered fix lies in quarantine: a UUIDv7 of its time whose other bits follow from what it says, so
 * that a fix that is sent again is kept once.
 */
export function filteredFixId(
  tenantId: string,
  { trackerId, recordedAt, dedupe }: Pick<PositionRecord, 'trackerId' | 'recordedAt' | 'dedupe'>,
): string {
  return idOfContent(recordedAt, `${tenantId}/${trackerId}/${recordedAt}/${dedupe}`);
}

/** A UUIDv7 of a time, Unix milliseconds, whose other bits follow from a text. */
export function idOfContent(at: number, content: string): string {
  const bytes = createHash('sha256').update(content).digest().subarray(0, 16);
  bytes.writeUIntBE(at, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

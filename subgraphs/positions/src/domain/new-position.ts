import { comparePositions, type PositionRecord } from '@trekker/geo';
import type { Attributes } from '@trekker/protocols';

/** A position on its way to disk. */
export interface NewPosition {
  readonly tenantId: string;
  readonly record: PositionRecord;
  /** Percent, or null. */
  readonly batteryPercent: number | null;
  readonly attributes: Attributes | null;
  /** Our clock, Unix milliseconds. */
  readonly receivedAt: number;
}

/** Text that is equal for equal positions of an installation. */
export function keyOf(
  tenantId: string,
  { trackerId, recordedAt, dedupe }: Pick<PositionRecord, 'trackerId' | 'recordedAt' | 'dedupe'>,
): string {
  return `${tenantId}/${trackerId}/${recordedAt}/${dedupe}`;
}

/** The order in which positions are written: by tenant, tracker and then as a tracker's positions are; 0 for equal ones. */
export function compareNew(a: NewPosition, b: NewPosition): number {
  if (a.tenantId !== b.tenantId) return a.tenantId < b.tenantId ? -1 : 1;
  if (a.record.trackerId !== b.record.trackerId) return a.record.trackerId < b.record.trackerId ? -1 : 1;
  return comparePositions(a.record, b.record);
}

import type { PositionRecord } from '@trekker/geo';
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

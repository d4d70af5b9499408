import { createHash } from 'node:crypto';

import type { PlausibleRegionEvent } from './judge.ts';

/**
 * What tells two region events of one tracker and instant apart: the first 8 bytes of SHA-256 over everything the
 * device said, so that a repeated message is the same event.
 */
export function contentOf(said: Omit<PlausibleRegionEvent, 'kind' | 'recordedAt'>): Buffer {
  const { event, region, regionId, latitudeE7, longitudeE7, accuracyCentimeters } = said;
  const text = JSON.stringify([event, region, regionId, latitudeE7, longitudeE7, accuracyCentimeters]);
  return createHash('sha256').update(text).digest().subarray(0, 8);
}

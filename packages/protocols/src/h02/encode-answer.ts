import { partsOfInstant, twoDigits } from '../instant-of-parts.ts';
import { wireBytes } from '../text/wire.ts';
import type { H02Text } from './decode-text.ts';

/**
 * What a device is answered: `V1` and `NBR` with a `V4` that repeats the type and tells the time in UTC, a heartbeat
 * with itself. Null for everything else; binary messages are never answered.
 */
export function encodeH02Answer({ maker, identifier, type }: H02Text, receivedAt: number): Uint8Array | null {
  if (identifier === '') return null;
  switch (type) {
    case 'V0':
    case 'HTBT':
      return wireBytes(`*${maker},${identifier},${type}#`);
    case 'V1':
    case 'NBR':
      return wireBytes(`*${maker},${identifier},V4,${type},${timestampOf(receivedAt)}#`);
    default:
      return null;
  }
}

/** `yyyyMMddHHmmss` in UTC. */
function timestampOf(unixMs: number): string {
  const { year, month, day, hour, minute, second } = partsOfInstant(unixMs);
  return String(year).padStart(4, '0') + twoDigits(month, day, hour, minute, second);
}

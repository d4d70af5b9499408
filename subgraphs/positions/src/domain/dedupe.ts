import { createHash } from 'node:crypto';

import { dedupeInput, type PositionQuantities } from '@trekker/geo';

/**
 * What tells two positions of one tracker and instant apart: the first 8 bytes of SHA-256 over everything a derivation
 * reads, never over transport, sequence or arrival, so that a repeated fix is the same position for ever.
 */
export function dedupeOf(quantities: PositionQuantities): bigint {
  return createHash('sha256').update(dedupeInput(quantities)).digest().readBigUInt64BE(0);
}

/** The 8 bytes of a dedupe as the history keeps them; they sort like the number. */
export function dedupeBytes(dedupe: bigint): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigUInt64BE(dedupe);
  return bytes;
}

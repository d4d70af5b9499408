import { hash } from 'node:crypto';

import { dedupeInput, type PositionQuantities } from '@trekker/geo';

/**
 * What tells two positions of one tracker and instant apart: the first 8 bytes of SHA-256 over everything a derivation
 * reads, never over transport, sequence or arrival, so that a repeated fix is the same position for ever.
 */
export function dedupeOf(quantities: PositionQuantities): bigint {
  // Text of the whole hash costs less than a buffer of it.
  return BigInt(`0x${hash('sha256', dedupeInput(quantities)).slice(0, 16)}`);
}

/** The 8 bytes of a dedupe as the history keeps them; they sort like the number. */
export function dedupeBytes(dedupe: bigint): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigUInt64BE(dedupe);
  return bytes;
}

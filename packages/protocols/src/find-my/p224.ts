// oxlint-disable-next-line no-restricted-imports -- computes only; no other package here knows the curve
import { createECDH } from 'node:crypto';
import { hexOf } from '../bytes/hex.ts';
import { Unreadable } from '../unreadable.ts';

/** Bytes of a private key, and of either coordinate of a point. */
export const P224_BYTES = 28;

const CURVE = 'secp224r1';

/**
 * The point of a private key on P-224 (SEC 2 §2.2.2), uncompressed: 4, then x and y.
 * Throws `Unreadable`, which never quotes the key, where it is no number from 1 to below the order of the curve.
 */
export function publicPointOf(privateKey: Uint8Array): Uint8Array {
  return new Uint8Array(holderOf(privateKey).getPublicKey());
}

/**
 * The x of what two keys share by elliptic curve Diffie-Hellman. A point may be given compressed, and with either sign:
 * x is the same. Throws `Unreadable` under the given name of the field where there is no such point on the curve.
 */
export function sharedSecret(privateKey: Uint8Array, point: Uint8Array, field: string): Uint8Array {
  const holder = holderOf(privateKey);
  try {
    return new Uint8Array(holder.computeSecret(point));
  } catch {
    throw new Unreadable(field, hexOf(point), 'a point of the curve P-224');
  }
}

/** The point of which only x is known, compressed, with an even y. */
export function pointWithX(x: Uint8Array): Uint8Array {
  return Uint8Array.of(COMPRESSED_EVEN, ...x);
}

const COMPRESSED_EVEN = 2;

function holderOf(privateKey: Uint8Array) {
  const expected = 'the 28 bytes of a number from 1 to below the order of P-224';
  if (privateKey.length !== P224_BYTES) throw new Unreadable('privateKey', '', expected);
  const holder = createECDH(CURVE);
  try {
    holder.setPrivateKey(privateKey);
  } catch {
    throw new Unreadable('privateKey', '', expected);
  }
  return holder;
}

// oxlint-disable-next-line no-restricted-imports -- computes only
import { createHash } from 'node:crypto';
import type { Malformed } from '../decoded.ts';
import { orMalformed } from '../unreadable.ts';
import { P224_BYTES, publicPointOf } from './p224.ts';

/** A key of a tag that finders report: its private half opens what they sealed for the other. */
export interface FindMyKey {
  readonly kind: 'key';
  /** 28 bytes; secret. */
  readonly privateKey: Uint8Array;
  /** The 28 bytes that the tag sends about over Bluetooth: x of the public point. */
  readonly advertisementKey: Uint8Array;
  /** SHA-256 of the advertisement key in Base64: the name under which reports are kept and asked for. */
  readonly hashedAdvertisementKey: string;
}

/** Everything that follows from the 28 bytes of a private key; malformed where they are none of P-224. */
export function findMyKey(privateKey: Uint8Array): FindMyKey | Malformed {
  return orMalformed(null, (): FindMyKey => {
    const advertisementKey = publicPointOf(privateKey).slice(1, 1 + P224_BYTES);
    return {
      kind: 'key',
      privateKey,
      advertisementKey,
      hashedAdvertisementKey: hashAdvertisementKey(advertisementKey),
    };
  });
}

/** The name under which reports for an advertisement key are kept: its SHA-256 in Base64. */
export function hashAdvertisementKey(advertisementKey: Uint8Array): string {
  return createHash('sha256').update(advertisementKey).digest('base64');
}

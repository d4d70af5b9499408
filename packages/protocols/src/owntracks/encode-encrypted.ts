import { NONCE_BYTES, sealText } from './encryption.ts';

/** What a message is sealed with. */
export interface Seal {
  /** The secret that phone and server share; at most 32 bytes of it count. */
  readonly secret: string;
  /** 24 random bytes, never used before with this secret. */
  readonly nonce: Uint8Array;
}

/** The body or payload that carries another one encrypted. Throws for a nonce of another length. */
export function encodeOwnTracksEncrypted(body: string, { secret, nonce }: Seal): string {
  if (nonce.length !== NONCE_BYTES) throw new RangeError(`a nonce has ${NONCE_BYTES} bytes, got ${nonce.length}`);
  return JSON.stringify({ _type: 'encrypted', data: sealText(body, { secret, nonce }) });
}

import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';
import { base64Of, bytesOfBase64 } from '../bytes/base64.ts';
import type { JsonObject } from '../json.ts';
import { Unreadable } from '../unreadable.ts';

const KEY_BYTES = 32;
/** Bytes of the number that is used once, which stands before what is encrypted. */
export const NONCE_BYTES = 24;
/** Bytes of the authentication that no message is shorter than. */
const TAG_BYTES = 16;

/**
 * The text inside an `encrypted` message: `data` is base64 of a nonce and a secretbox of libsodium (XSalsa20-Poly1305).
 * Null where it was not sealed with this secret, or was changed since. Throws `Unreadable` where it is no such message.
 *
 * Source: the OwnTracks booklet, "Encrypting payloads".
 */
export function openEncrypted(message: JsonObject, secret: string): string | null {
  const { data } = message;
  const sealed = typeof data === 'string' ? bytesOfBase64(data) : undefined;
  if (!sealed || sealed.length < NONCE_BYTES + TAG_BYTES) {
    throw new Unreadable('data', data, 'a nonce and an encrypted message in base64');
  }
  const opened = open(sealed, keyOf(secret));
  return opened ? new TextDecoder().decode(opened) : null;
}

/** The `data` of a text: base64 of the nonce and the secretbox. The nonce must never be used again with this secret. */
export function sealText(text: string, { secret, nonce }: { secret: string; nonce: Uint8Array }): string {
  const box = xsalsa20poly1305(keyOf(secret), nonce).encrypt(new TextEncoder().encode(text));
  return base64Of(Uint8Array.from([...nonce, ...box]));
}

/** The secret in UTF-8, filled up with zeros; what is beyond 32 bytes the apps leave out as well. */
function keyOf(secret: string): Uint8Array {
  const key = new Uint8Array(KEY_BYTES);
  key.set(new TextEncoder().encode(secret).subarray(0, KEY_BYTES));
  return key;
}

function open(sealed: Uint8Array, key: Uint8Array): Uint8Array | undefined {
  const cipher = xsalsa20poly1305(key, sealed.subarray(0, NONCE_BYTES));
  try {
    return cipher.decrypt(sealed.subarray(NONCE_BYTES));
  } catch {
    return undefined;
  }
}

// oxlint-disable-next-line no-restricted-imports -- computes only
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { hexOf } from '../bytes/hex.ts';
import { Unreadable } from '../unreadable.ts';

/** What only the two keys of a report can make. */
export interface ReportSecret {
  /** x of the shared point, 28 bytes. */
  readonly shared: Uint8Array;
  /** The finder's own point for this report, uncompressed, 57 bytes. */
  readonly ephemeralKey: Uint8Array;
}

/** A place as a report carries it. */
export interface SealedText {
  readonly ciphertext: Uint8Array;
  /** 16 bytes that fit key and ciphertext alone. */
  readonly tag: Uint8Array;
}

const ALGORITHM = 'aes-128-gcm';
const KEY_BYTES = 16;
const FIRST_BLOCK = Uint8Array.of(0, 0, 0, 1);

/** Deciphers a place. Throws `Unreadable` where the tag does not fit. */
export function decipher(secret: ReportSecret, { ciphertext, tag }: SealedText): Uint8Array {
  const { key, nonce } = derive(secret);
  const decipherer = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: tag.length });
  decipherer.setAuthTag(tag);
  const plain = new Uint8Array(decipherer.update(ciphertext));
  try {
    decipherer.final();
  } catch {
    const expected = 'a tag that fits: this report was changed on its way, or is for another key';
    throw new Unreadable('tag', hexOf(tag), expected);
  }
  return plain;
}

/** Enciphers a place. */
export function encipher(secret: ReportSecret, plain: Uint8Array): SealedText {
  const { key, nonce } = derive(secret);
  const cipher = createCipheriv(ALGORITHM, key, nonce);
  const ciphertext = new Uint8Array(cipher.update(plain));
  cipher.final();
  return { ciphertext, tag: new Uint8Array(cipher.getAuthTag()) };
}

/** ANSI X9.63 key derivation with SHA-256: one block is enough for the key and the nonce behind it. */
function derive({ shared, ephemeralKey }: ReportSecret): { key: Uint8Array; nonce: Uint8Array } {
  const block = createHash('sha256').update(shared).update(FIRST_BLOCK).update(ephemeralKey).digest();
  return { key: block.subarray(0, KEY_BYTES), nonce: block.subarray(KEY_BYTES) };
}

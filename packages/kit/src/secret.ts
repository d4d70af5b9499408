import { hkdfSync } from 'node:crypto';

/**
 * The installation's one secret, from which every other secret is derived, so that there is one thing to keep.
 * Purposes are independent: knowing one derived secret tells nothing about another (HKDF, RFC 5869).
 */
export interface Secret {
  /** 32 bytes for one purpose, for example `database trekker_positions`. */
  derive(purpose: string): Buffer;
}

/** @param text at least 32 characters; fewer is refused. */
export function createSecret(text: string): Secret {
  if (text.length < 32)
    throw new Error(`the installation's secret must have at least 32 characters, got ${text.length}`);
  return { derive: (purpose) => Buffer.from(hkdfSync('sha256', text, 'trekker', purpose, 32)) };
}

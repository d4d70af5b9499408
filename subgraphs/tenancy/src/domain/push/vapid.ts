import { createECDH, createPrivateKey, sign, type KeyObject } from 'node:crypto';

/** The key pair by which push services know an installation (RFC 8292). */
export interface VapidKeys {
  /** Uncompressed point of P-256, base64url; browsers are given it. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

const KEY_BYTES = 32;
/** A token lasts at most a day (RFC 8292 §2); clocks may differ by hours. */
const TOKEN_SECONDS = 43_200;

/** The key pair of a private key, 32 bytes as base64 or base64url; null where it is none. */
export function vapidKeysOf(text: string): VapidKeys | null {
  const secret = Buffer.from(text, 'base64url');
  if (secret.length !== KEY_BYTES) return null;
  const pair = createECDH('prime256v1');
  try {
    pair.setPrivateKey(secret);
  } catch {
    return null; // nought, or beyond the curve's order
  }
  const point = pair.getPublicKey();
  const part = (from: number, to?: number) => point.subarray(from, to).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: part(1, 33), y: part(33), d: secret.toString('base64url') };
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  return { publicKey: point.toString('base64url'), privateKey };
}

/**
 * The `Authorization` header of one push: a token for the push service alone, signed by ES256.
 * @param contact where its operator reaches ours, `mailto:` or `https:`.
 * @param now Unix milliseconds.
 */
export function vapidHeader(
  { publicKey, privateKey }: VapidKeys,
  { endpoint, contact, now }: { endpoint: string; contact: string; now: number },
): string {
  const claims = { aud: new URL(endpoint).origin, exp: Math.floor(now / 1_000) + TOKEN_SECONDS, sub: contact };
  const signed = [{ typ: 'JWT', alg: 'ES256' }, claims].map(encoded).join('.');
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `vapid t=${signed}.${signature.toString('base64url')}, k=${publicKey}`;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

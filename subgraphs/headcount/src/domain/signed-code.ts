import { createHmac, timingSafeEqual } from 'node:crypto';

/** A code as text: what it says, and a signature over it (HMAC-SHA-256, RFC 2104), so that nobody makes up their own. */
export function writeSigned(content: readonly (string | number)[], key: Buffer): string {
  const body = Buffer.from(JSON.stringify(content)).toString('base64url');
  return `${body}.${signatureOf(body, key).toString('base64url')}`;
}

/** What a code says that `writeSigned` made with the same key, or null where the text is none. */
export function readSigned(text: string, key: Buffer): unknown {
  const [body = '', signature = '', ...others] = text.split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = signatureOf(body, key);
  if (others.length || given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return JSON.parse(Buffer.from(body, 'base64url').toString());
}

function signatureOf(body: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(body).digest();
}

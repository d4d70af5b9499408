import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a code with which people check in says. */
export interface CheckInCode {
  readonly tenantId: string;
  readonly zoneId: string;
  /** Unix milliseconds. */
  readonly madeAt: number;
  /** Unix milliseconds. */
  readonly expiresAt: number;
}

/** The code as text, signed (HMAC-SHA-256, RFC 2104), so that nobody can make one up. */
export function writeCode({ tenantId, zoneId, madeAt, expiresAt }: CheckInCode, key: Buffer): string {
  const body = Buffer.from(JSON.stringify([tenantId, zoneId, expiresAt, madeAt])).toString('base64url');
  return `${body}.${signatureOf(body, key).toString('base64url')}`;
}

/** What a text says that was made with the same key, or null where it was not. */
export function readCode(text: string, key: Buffer): CheckInCode | null {
  const [body = '', signature = '', ...more] = text.split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = signatureOf(body, key);
  if (more.length || given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  // Only `writeCode` makes texts that verify, so the body has the form it gave it; at first it did not say when.
  const [tenantId, zoneId, expiresAt, madeAt = 0] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
    string,
    string,
    number,
    number?,
  ];
  return { tenantId, zoneId, madeAt, expiresAt };
}

function signatureOf(body: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(body).digest();
}

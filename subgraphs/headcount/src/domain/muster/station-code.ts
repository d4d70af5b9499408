import { createHmac, timingSafeEqual } from 'node:crypto';

/** What the code of a station says. */
export interface StationCode {
  readonly tenantId: string;
  readonly musterId: string;
  readonly stationId: string;
  /** Unix milliseconds, included. */
  readonly from: number;
  /** Unix milliseconds, excluded. */
  readonly until: number;
}

/** The text of a code: its content and a signature over it (HMAC-SHA-256, RFC 2104), so that nobody makes up their own. */
export function writeStationCode({ tenantId, musterId, stationId, from, until }: StationCode, key: Buffer): string {
  const content = Buffer.from(JSON.stringify([tenantId, musterId, stationId, from, until])).toString('base64url');
  return `${content}.${signatureOf(content, key).toString('base64url')}`;
}

/** What a text says, or null where it is no code of ours. Whether it still holds is for the reader to judge. */
export function readStationCode(text: string, key: Buffer): StationCode | null {
  const [content = '', signature = '', ...others] = text.split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = signatureOf(content, key);
  if (others.length || given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  // Only `writeStationCode` makes codes that verify, so the content has the form it gave it.
  const parts = JSON.parse(Buffer.from(content, 'base64url').toString('utf8')) as [
    string,
    string,
    string,
    number,
    number,
  ];
  const [tenantId, musterId, stationId, from, until] = parts;
  return { tenantId, musterId, stationId, from, until };
}

function signatureOf(content: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(content).digest();
}

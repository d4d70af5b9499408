import { createHmac, timingSafeEqual } from 'node:crypto';

/** A file of an export that whoever has the link may fetch. */
export interface ExportLink {
  readonly tenantId: string;
  readonly exportId: string;
  readonly file: number;
  /** Unix milliseconds at which the link ends. */
  readonly until: number;
}

/** A link as text that stands in a URL, signed. */
export function signLink(key: Buffer, { tenantId, exportId, file, until }: ExportLink): string {
  const said = Buffer.from(JSON.stringify([tenantId, exportId, file, until])).toString('base64url');
  return `${said}.${sign(key, said).toString('base64url')}`;
}

/** What a link says; null when it was not signed with the key, or has ended. */
export function readLink(key: Buffer, text: string, now: number): ExportLink | null {
  const [said = '', signature = ''] = text.split('.');
  const [given, expected] = [Buffer.from(signature, 'base64url'), sign(key, said)];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const [tenantId, exportId, file, until] = JSON.parse(Buffer.from(said, 'base64url').toString('utf8')) as [
    string,
    string,
    number,
    number,
  ]; // signed, so it is as it was written
  return until > now ? { tenantId, exportId, file, until } : null;
}

function sign(key: Buffer, said: string): Buffer {
  return createHmac('sha256', key).update(said).digest();
}

import { readSigned, writeSigned } from './signed-code.ts';

/** What a code with which people check in says. */
export interface CheckInCode {
  readonly tenantId: string;
  readonly zoneId: string;
  /** Unix milliseconds. */
  readonly madeAt: number;
  /** Unix milliseconds. */
  readonly expiresAt: number;
}

/** The code as text that nobody else can make up. */
export function writeCode({ tenantId, zoneId, madeAt, expiresAt }: CheckInCode, key: Buffer): string {
  return writeSigned([tenantId, zoneId, expiresAt, madeAt], key);
}

/** What a text says that was made with the same key, or null where it was not. */
export function readCode(text: string, key: Buffer): CheckInCode | null {
  const content = readSigned(text, key);
  if (content === null) return null;
  // Only `writeCode` makes texts that verify, so the content has the form it gave it; at first it did not say when.
  const [tenantId, zoneId, expiresAt, madeAt = 0] = content as [string, string, number, number?];
  return { tenantId, zoneId, madeAt, expiresAt };
}

import { readSigned, writeSigned } from '../signed-code.ts';

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

/** The code as text that nobody else can make up. */
export function writeStationCode({ tenantId, musterId, stationId, from, until }: StationCode, key: Buffer): string {
  return writeSigned([tenantId, musterId, stationId, from, until], key);
}

/** What a text says, or null where it is no code of ours. Whether it still holds is for the reader to judge. */
export function readStationCode(text: string, key: Buffer): StationCode | null {
  const content = readSigned(text, key);
  if (content === null) return null;
  // Only `writeStationCode` makes codes that verify, so the content has the form it gave it.
  const [tenantId, musterId, stationId, from, until] = content as [string, string, string, number, number];
  return { tenantId, musterId, stationId, from, until };
}

/** What a code with which people check in says of itself. Whether it is genuine and still holds only the server knows. */
export type CheckInCode = ZoneCode | StationCode;

/** A code of a zone: whoever shows it is counted there. */
export interface ZoneCode {
  readonly kind: 'zone';
  /** What the server is to be shown. */
  readonly text: string;
  readonly zoneId: string;
  /** Unix milliseconds. */
  readonly madeAt: number;
  /** Unix milliseconds, excluded. */
  readonly expiresAt: number;
}

/** A code of a station of a muster: whoever shows it is there. */
export interface StationCode {
  readonly kind: 'station';
  /** What the server is to be shown. */
  readonly text: string;
  readonly musterId: string;
  readonly stationId: string;
  /** Unix milliseconds. */
  readonly madeAt: number;
  /** Unix milliseconds, excluded. */
  readonly expiresAt: number;
}

// Behind the hash, so that it stands in no server's log.
const MARK = '#code=';

/** The address that a phone's own camera opens to check in with a code. @param origin of this app. */
export function codeAddress(origin: string, text: string): string {
  return `${origin}/check-in${MARK}${text}`;
}

/** What was scanned, typed or opened: the address of a code or its bare text; null where it is neither. */
export function readCode(scanned: string): CheckInCode | null {
  const behind = scanned.indexOf(MARK);
  const text = (behind < 0 ? scanned : scanned.slice(behind + MARK.length)).trim();
  const [body = '', signature = '', ...more] = text.split('.');
  if (!signature || more.length) return null;
  const parts = partsOf(body) ?? [];
  return zoneCodeOf(text, parts) ?? stationCodeOf(text, parts);
}

function zoneCodeOf(text: string, parts: readonly unknown[]): ZoneCode | null {
  const [, zoneId, expiresAt, madeAt] = parts;
  if (parts.length !== 4 || typeof zoneId !== 'string') return null;
  if (typeof expiresAt !== 'number' || typeof madeAt !== 'number') return null;
  return { kind: 'zone', text, zoneId, madeAt, expiresAt };
}

function stationCodeOf(text: string, parts: readonly unknown[]): StationCode | null {
  const [, musterId, stationId, madeAt, expiresAt] = parts;
  if (parts.length !== 5 || typeof musterId !== 'string' || typeof stationId !== 'string') return null;
  if (typeof madeAt !== 'number' || typeof expiresAt !== 'number') return null;
  return { kind: 'station', text, musterId, stationId, madeAt, expiresAt };
}

function partsOf(body: string): unknown[] | null {
  try {
    const parts: unknown = JSON.parse(atob(body.replaceAll('-', '+').replaceAll('_', '/')));
    return Array.isArray(parts) ? parts : null;
  } catch {
    return null;
  }
}

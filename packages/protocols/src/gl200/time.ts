import { partsOfInstant, twoDigits } from '../instant-of-parts.ts';
import { instantOfDigits } from '../text/digit-dates.ts';

/** Unix milliseconds of `yyyyMMddHHmmss`, taken as UTC; undefined for anything else. */
export function instantOfGl200(text: string): number | undefined {
  return /^20\d{12}$/u.test(text) ? instantOfDigits(text.slice(2, 8), text.slice(8), 'yymmdd') : undefined;
}

/** `yyyyMMddHHmmss` of an instant of this century, in UTC. */
export function gl200Time(unixMs: number): string {
  const { year, month, day, hour, minute, second } = partsOfInstant(unixMs);
  return `20${twoDigits(year, month, day, hour, minute, second)}`;
}

/** Seconds that a zone written `+hhmm` or `-hhmm` is ahead of UTC; undefined for anything else. */
export function offsetOfZone(text: string): number | undefined {
  const [, sign, hours, minutes] = /^([+-])([01]\d)([0-5]\d)$/u.exec(text) ?? [];
  if (sign === undefined) return undefined;
  return (sign === '-' ? -60 : 60) * (Number(hours) * 60 + Number(minutes));
}

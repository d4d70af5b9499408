import { checkRule } from '@trekker/kit';
import { pipe, string } from 'valibot';

/** The name of an IANA time zone this machine knows; an offset such as `+02:00` has no summer and is refused. */
export const timeZoneInput = pipe(
  string(),
  checkRule(
    { rule: 'TIME_ZONE' },
    isTimeZone,
    ({ input }) => `must be the name of an IANA time zone, got ${JSON.stringify(input)}`,
  ),
);

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name) || name.length > 100) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

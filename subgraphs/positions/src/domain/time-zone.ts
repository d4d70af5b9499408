/** Whether a text names an IANA time zone this machine knows; an offset such as `+02:00` has no summer and is none. */
export function isTimeZone(name: string): boolean {
  return zoneNamed(name) !== null;
}

/**
 * The name under which PostgreSQL finds the same time zone, or null where a text names none: it takes short names such as
 * CET for an offset that knows no summer, or for another zone than we do.
 */
export function zoneNamed(name: string): string | null {
  if (!/^[A-Za-z]/.test(name) || name.length > 100) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** An instant (Unix milliseconds) as a clock at the site shows it: `2026-11-20 13:05`. @param timeZone IANA name. */
export function localTime(instant: number, timeZone: string): string {
  // Sweden writes dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(instant);
}

/** The time between two instants (Unix milliseconds) as people say it: `4 min`, `2 h 10 min`, `3 d 4 h`. */
export function ageBetween(since: number, until: number): string {
  const minutes = Math.max(0, Math.floor((until - since) / 60_000));
  const [days, hours] = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60)];
  if (days) return `${days} d ${hours} h`;
  return hours ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** An instant as a date and time field shows it in a time zone, to the second: `2026-11-20T10:30:00`. */
export function localTimeOf(instant: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
}

/**
 * The instant of a date and time field read in a time zone, Unix milliseconds, or null for text that is none. A time
 * that clocks show twice means the first; one they leave out means the moment of the leap plus what it goes beyond it.
 */
export function instantOfLocalTime(local: string, timeZone: string): number | null {
  const asIfUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asIfUtc)) return null;
  const offsetAt = (instant: number) => Date.parse(`${localTimeOf(instant, timeZone)}Z`) - instant;
  const [before, after] = [asIfUtc - offsetAt(asIfUtc - DAY_MS), asIfUtc - offsetAt(asIfUtc + DAY_MS)];
  const shown = [before, after].filter((instant) => instant + offsetAt(instant) === asIfUtc);
  return shown.length ? Math.min(...shown) : before;
}

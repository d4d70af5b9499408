/** When people are not to be disturbed, every day. */
export interface QuietHours {
  /** `HH:MM` on the wall, included. */
  readonly from: string;
  /** `HH:MM` on the wall, excluded; before `from` it is of the next day. */
  readonly to: string;
  /** IANA zone of these times; null: that of the place where it happened, else the tenant's. */
  readonly timeZone: string | null;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
/** The longest that clocks are set back at once, with some to spare. */
const LONGEST_SHIFT_MINUTES = 180;

/**
 * When the quiet hours end that an instant lies in, Unix milliseconds; null when it lies in none.
 * @param timeZone that of the place, used where the hours name none.
 */
export function quietUntil({ from, to, timeZone: own }: QuietHours, at: number, timeZone: string): number | null {
  const zone = own ?? timeZone;
  const [start, end] = [minutesOf(from), minutesOf(to)];
  const isQuiet = (instant: number) => lies(minuteOfDay(instant, zone), start, end);
  if (!isQuiet(at)) return null;
  const left = (end - minuteOfDay(at, zone) + DAY_MINUTES) % DAY_MINUTES;
  // By the wall, which clocks set forward or back may make shorter or longer: look around the minute it should be.
  const expected = Math.floor(at / MINUTE_MS) + left;
  const first = Math.max(Math.floor(at / MINUTE_MS) + 1, expected - LONGEST_SHIFT_MINUTES);
  for (let minute = first; minute <= expected + LONGEST_SHIFT_MINUTES; minute += 1) {
    if (!isQuiet(minute * MINUTE_MS)) return minute * MINUTE_MS;
  }
  return expected * MINUTE_MS;
}

function lies(minute: number, start: number, end: number): boolean {
  return start < end ? minute >= start && minute < end : minute >= start || minute < end;
}

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

function minuteOfDay(at: number, timeZone: string): number {
  const format = formats.get(timeZone) ?? formatOf(timeZone);
  return minutesOf(format.format(at));
}

/** Making a format takes longer than using it some hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  formats.set(timeZone, format);
  return format;
}

const DAY = 'YYYY-MM-DDT'.length;
const SECONDS_LONG = 'YYYY-MM-DDTHH:MM:SSZ'.length;
const MILLISECONDS_LONG = 'YYYY-MM-DDTHH:MM:SS.mmmZ'.length;
const ZERO = 48;

/**
 * Reads the instants of a stream, which write UTC and are mostly of one day: the day is read once, the rest digit by
 * digit. Thousands of trackers that move at once are taken in several times faster than by `Date.parse`.
 */
export class InstantReader {
  #day = '';
  #midnight = Number.NaN;

  /** Unix milliseconds of an RFC 3339 instant; NaN for anything else. */
  read(instant: string): number {
    const { length } = instant;
    const plain = length === MILLISECONDS_LONG || length === SECONDS_LONG;
    if (!plain || !instant.endsWith('Z') || instant[13] !== ':' || instant[16] !== ':') return Date.parse(instant);
    if (!instant.startsWith(this.#day) || this.#day === '') {
      this.#day = instant.slice(0, DAY);
      this.#midnight = Date.parse(`${this.#day}00:00:00Z`);
    }
    const seconds = digits(instant, 11, 2) * 3_600 + digits(instant, 14, 2) * 60 + digits(instant, 17, 2);
    const rest = length === MILLISECONDS_LONG ? digits(instant, 20, 3) : 0;
    return this.#midnight + seconds * 1_000 + rest;
  }
}

/** The number that so many digits make; NaN where another character stands among them. */
function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

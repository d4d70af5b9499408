/** How far the clocks of a time zone are ahead of UTC, and until when they keep being so. */
export interface ClockOffset {
  /** Milliseconds; negative west of Greenwich. */
  readonly offsetMs: number;
  /** When the clocks are next put forward or back, or no later than that; Unix milliseconds. */
  readonly until: number;
}

const DAY_MS = 86_400_000;
/** What is looked up of a zone at once. */
const STRETCH_MS = 256 * DAY_MS;
/** No zone has put its clocks twice within so short a time since 2000. */
const STEP_MS = 8 * DAY_MS;

const zones = new Map<string, Zone>();

/** The clocks of an IANA time zone at an instant, Unix milliseconds. Looks each stretch of a zone's time up once. */
export function clockOffset(timeZone: string, instant: number): ClockOffset {
  const zone = zones.get(timeZone) ?? openZone(timeZone);
  const index = Math.floor(instant / STRETCH_MS);
  const stretch = zone.stretches.get(index) ?? readStretch(zone, index);
  // A stretch has an end beyond every instant in it.
  return stretch.find(({ until }) => instant < until) ?? { offsetMs: zone.offsetAt(instant), until: instant + 1 };
}

interface Zone {
  readonly offsetAt: (instant: number) => number;
  /** By number; each in order of time. */
  readonly stretches: Map<number, readonly ClockOffset[]>;
}

function openZone(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const offsetAt = (instant: number) => {
    const second = Math.floor(instant / 1_000) * 1_000;
    const parts = format.formatToParts(second).map(({ type, value }) => [type, Number(value)] as const);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: sec = 0 } = Object.fromEntries(parts);
    return Date.UTC(year, month - 1, day, hour, minute, sec) - second;
  };
  const zone = { offsetAt, stretches: new Map<number, readonly ClockOffset[]>() };
  zones.set(timeZone, zone);
  return zone;
}

function readStretch({ offsetAt, stretches }: Zone, index: number): readonly ClockOffset[] {
  const end = (index + 1) * STRETCH_MS;
  const found: ClockOffset[] = [];
  let offsetMs = offsetAt(index * STRETCH_MS);
  for (let from = index * STRETCH_MS; from < end; from += STEP_MS) {
    const next = offsetAt(from + STEP_MS);
    if (next === offsetMs) continue;
    found.push({ offsetMs, until: changeBetween(offsetAt, from, from + STEP_MS) });
    offsetMs = next;
  }
  found.push({ offsetMs, until: end });
  stretches.set(index, found);
  return found;
}

/** The first instant that has another offset than `from`; clocks are put once in between. */
function changeBetween(offsetAt: Zone['offsetAt'], from: number, to: number): number {
  const before = offsetAt(from);
  let [same, other] = [from, to];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetAt(middle) === before) same = middle;
    else other = middle;
  }
  return other;
}

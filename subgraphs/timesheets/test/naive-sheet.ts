import type { PersonVisit } from '../src/domain/person-visit.ts';
import type { Rules } from '../src/domain/rules.ts';

/** Seconds of one day, counted one by one. */
export interface NaiveDay {
  worked: number;
  rest: number;
}

/** What is counted from. All times are whole seconds, as Unix milliseconds. */
export interface NaiveInput {
  readonly visits: readonly PersonVisit[];
  readonly rules: Rules;
  readonly breaks: ReadonlySet<string>;
  /** Window in which there are visits; it must be wider than they are. */
  readonly from: number;
  readonly to: number;
  /** The calendar day of an instant. */
  readonly dateOf: (instant: number) => string;
}

/** One mark per second of the window. */
interface Marks {
  readonly counted: Uint8Array;
  readonly resting: Uint8Array;
  readonly beyond: Uint8Array;
}

/** Time on site by calendar day, by looking at each second by itself. Nothing here knows of intervals. */
export function naiveDays(input: NaiveInput): Map<string, NaiveDay> {
  const { visits, rules, breaks, from, to, dateOf } = input;
  const length = (to - from) / 1_000;
  const [counted, resting, beyond] = [new Uint8Array(length), new Uint8Array(length), new Uint8Array(length)];
  const zones = [...new Set(visits.map((visit) => visit.zoneId))].map((zoneId) => {
    const seen = seenIn(zoneId, input);
    return { seen, begins: beginsOf(seen, rules.gapMs / 1_000), isBreak: breaks.has(zoneId) };
  });
  const tooLong = rules.longStayMs / 1_000;
  const limits = zones.flatMap(({ begins }) =>
    [...new Set(begins)].flatMap((begin) => (begin >= 0 && begins[begin + tooLong] === begin ? begin + tooLong : [])),
  );
  for (const zone of zones) markZone({ counted, resting, beyond }, { ...zone, limits });
  const onSite = withHoles({ counted, resting, beyond }, rules.gapMs / 1_000);
  dropShort(onSite, counted, rules.leastStayMs / 1_000);
  const days = new Map<string, NaiveDay>();
  onSite.forEach((isOnSite, second) => {
    if (!isOnSite) return;
    const date = dateOf(from + second * 1_000);
    const day = days.get(date) ?? { worked: 0, rest: 0 };
    if (resting[second]) day.rest += 1;
    else day.worked += 1;
    days.set(date, day);
  });
  return days;
}

function seenIn(zoneId: string, { visits, from, to }: NaiveInput): Uint8Array {
  const ofZone = visits.filter((visit) => visit.zoneId === zoneId);
  return Uint8Array.from({ length: (to - from) / 1_000 }, (_, second) => {
    const at = from + second * 1_000;
    return ofZone.some((visit) => covers(visit, at) && !visit.stale.some((phase) => covers(phase, at))) ? 1 : 0;
  });
}

function covers({ from, to }: { from: number; to: number | null }, instant: number): boolean {
  return from <= instant && (to === null || instant < to);
}

/** For each second the first of the stay in a zone it belongs to, holes included; -1 where there is none. */
function beginsOf(seen: Uint8Array, gap: number): Int32Array {
  const begins = new Int32Array(seen.length).fill(-1);
  let last = -Infinity;
  seen.forEach((isSeen, second) => {
    if (!isSeen) return;
    const begin = second - last - 1 > gap ? second : (begins[last] ?? second);
    begins.fill(begin, begin === second ? second : last + 1, second + 1);
    last = second;
  });
  return begins;
}

function markZone(
  { counted, resting, beyond }: Marks,
  {
    seen,
    begins,
    limits,
    isBreak,
  }: { seen: Uint8Array; begins: Int32Array; limits: readonly number[]; isBreak: boolean },
): void {
  begins.forEach((begin, second) => {
    if (begin < 0) return;
    // What has gone on since before some stay became too long has become too long with it.
    if (limits.some((limit) => begin < limit && limit <= second)) beyond[second] = 1;
    else if (seen[second]) {
      counted[second] = 1;
      if (isBreak) resting[second] = 1;
    }
  });
}

function withHoles({ counted, beyond }: Marks, gap: number): Uint8Array {
  const filled = Uint8Array.from(counted);
  let last = -Infinity;
  counted.forEach((isCounted, second) => {
    if (!isCounted) return;
    const isShort = second - last - 1 <= gap && !beyond.subarray(last + 1, second).includes(1);
    if (isShort) filled.fill(1, last + 1, second);
    last = second;
  });
  return filled;
}

function dropShort(onSite: Uint8Array, counted: Uint8Array, least: number): void {
  for (let first = 0; first < onSite.length; first += 1) {
    let next = first;
    while (onSite[next]) next += 1;
    const seen = counted.subarray(first, next).filter(Boolean).length;
    if (seen < least) onSite.fill(0, first, next);
    first = next;
  }
}

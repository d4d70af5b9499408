/** A position as history and log keep it. */
export interface KeptPosition {
  readonly trackerId: string;
  /** Unix milliseconds. */
  readonly recordedAt: number;
  readonly latitudeE7: number;
  readonly longitudeE7: number;
  /** The entry of the log that tells of it. */
  readonly partition: number;
  readonly offset: number;
}

/** A head of the log with the offsets of all entries that lie behind it. */
export interface KeptHead {
  readonly name: string;
  readonly nextOffset: number;
  /** In any order. */
  readonly offsets: readonly number[];
}

/** What was done and what was found afterwards. */
export interface Observed {
  /** By number; `partition` and `offset` are not known of what is sent. */
  readonly sent: readonly Omit<KeptPosition, 'partition' | 'offset'>[];
  /** Numbers that were answered with 2xx. */
  readonly acknowledged: ReadonlySet<number>;
  readonly history: readonly KeptPosition[];
  /** Positions as the log's entries tell of them. */
  readonly logged: readonly KeptPosition[];
  /** Positions as they were told to a reader that followed the log all the while, in that order; absent: nobody did. */
  readonly read?: readonly KeptPosition[];
  readonly heads: readonly KeptHead[];
}

/** How many problems of a kind are listed; more of it are only counted. */
const LISTED = 3;

/**
 * Everything that is wrong with what an installation kept: acknowledged numbers that are not there or there twice,
 * positions nobody sent, log and history that differ, a tracker's positions in another order than they were sent in, what a
 * reader of the log was not told or was told otherwise, offsets with gaps. Empty when all is right.
 */
export function checkHistory({ sent, acknowledged, history, logged, read, heads }: Observed): string[] {
  const numberOf = new Map(sent.map((fix, number) => [keyOf(fix), number]));
  const stored = countNumbers(history, numberOf);
  const told = countNumbers(logged, numberOf);
  const strangers = (kept: readonly KeptPosition[]) => kept.filter((one) => !numberOf.has(keyOf(one)));
  const altered = history.filter((one) => {
    const original = sent[numberOf.get(keyOf(one)) ?? -1];
    return original && (original.latitudeE7 !== one.latitudeE7 || original.longitudeE7 !== one.longitudeE7);
  });
  const entryOf = new Map(logged.map((one) => [keyOf(one), one]));
  const elsewhere = history.filter((one) => {
    const entry = entryOf.get(keyOf(one));
    return entry && (entry.partition !== one.partition || entry.offset !== one.offset);
  });
  return [
    ...list(
      'acknowledged and not stored',
      [...acknowledged].filter((number) => !stored.has(number)),
    ),
    ...list('stored more than once', repeated(stored)),
    ...list('stored and never sent', strangers(history).map(keyOf)),
    ...list('stored elsewhere than sent', altered.map(keyOf)),
    ...list(
      'stored and not in the log',
      [...stored.keys()].filter((number) => !told.has(number)),
    ),
    ...list(
      'in the log and not stored',
      [...told.keys()].filter((number) => !stored.has(number)),
    ),
    ...list('in the log more than once', repeated(told)),
    ...list('in the log and never sent', strangers(logged).map(keyOf)),
    ...list('stored with another entry than tells of it', elsewhere.map(keyOf)),
    ...list('in the log out of order', overtaken(logged.toSorted(byEntry), numberOf)),
    ...(read ? readingProblems(read, { logged, numberOf }) : []),
    ...heads.flatMap(headProblems),
  ];
}

function countNumbers(kept: readonly KeptPosition[], numberOf: ReadonlyMap<string, number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const one of kept) {
    const number = numberOf.get(keyOf(one));
    if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return counts;
}

function repeated(counts: ReadonlyMap<number, number>): number[] {
  return [...counts].flatMap(([number, count]) => (count > 1 ? [number] : []));
}

/** How what a reader was told differs from what is in the log. */
function readingProblems(
  read: readonly KeptPosition[],
  { logged, numberOf }: { logged: readonly KeptPosition[]; numberOf: ReadonlyMap<string, number> },
): string[] {
  const told = countNumbers(read, numberOf);
  const inLog = new Set(logged.map(placeOf));
  return [
    ...list(
      'in the log and never read',
      [...countNumbers(logged, numberOf).keys()].filter((number) => !told.has(number)),
    ),
    ...list('read and not in the log', read.filter((one) => !inLog.has(placeOf(one))).map(keyOf)),
    ...list('read more than once', repeated(told)),
    ...list('read out of order', overtaken(read, numberOf)),
  ];
}

/** Numbers that come behind a greater one of their tracker, which sends one after the other. */
function overtaken(kept: readonly KeptPosition[], numberOf: ReadonlyMap<string, number>): number[] {
  const newest = new Map<string, number>();
  return kept.flatMap((one) => {
    const number = numberOf.get(keyOf(one)) ?? -1;
    const before = newest.get(one.trackerId) ?? -1;
    newest.set(one.trackerId, Math.max(number, before));
    return number >= 0 && number < before ? [number] : [];
  });
}

function byEntry(a: KeptPosition, b: KeptPosition): number {
  return a.partition - b.partition || a.offset - b.offset;
}

function placeOf(one: KeptPosition): string {
  return `${keyOf(one)} in ${one.partition}/${one.offset}`;
}

function headProblems({ name, nextOffset, offsets }: KeptHead): string[] {
  const sorted = offsets.toSorted((a, b) => a - b);
  const wrong = sorted.findIndex((offset, index) => offset !== index);
  if (wrong >= 0) return [`log ${name}: the entry after ${wrong - 1} has offset ${sorted[wrong]}`];
  return sorted.length === nextOffset ? [] : [`log ${name}: ${sorted.length} entries, the next would be ${nextOffset}`];
}

function list(problem: string, which: readonly (string | number)[]): string[] {
  if (which.length === 0) return [];
  const more = which.length > LISTED ? ` and ${which.length - LISTED} more` : '';
  return [`${problem}: ${which.slice(0, LISTED).join(', ')}${more}`];
}

function keyOf({ trackerId, recordedAt }: Pick<KeptPosition, 'trackerId' | 'recordedAt'>): string {
  return `${trackerId}@${recordedAt}`;
}

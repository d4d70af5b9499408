import { endOf, stretchOf, within, without, type Stretch } from './stretch.ts';

/** How well a tracker is heard, from best to worst: seen, probable, stale, off. */
export type Coverage = 0 | 1 | 2 | 3;
const SEEN = 0;
const OFF = 3;

/** How long silence may last, in milliseconds; see docs/presence.md, "Silence of one tracker". */
export interface SilenceLimits {
  /** At most so long a tracker counts as seen. */
  readonly seenMs: number;
  /** At most so long it is probably still there. */
  readonly probableMs: number;
  /** From so long on it counts as off. */
  readonly offMs: number;
}

export const SILENCE_LIMITS: SilenceLimits = { seenMs: 300_000, probableMs: 900_000, offMs: 14_400_000 };

/** A part of a tracker's silence. */
export interface Silence {
  readonly from: number;
  /** Null while nothing was heard since. */
  readonly to: number | null;
  /** When the tracker was last heard before it, Unix milliseconds. */
  readonly since: number;
  /** The device said that it is being switched off. */
  readonly off: boolean;
}

/** How a tracker was heard, as far as it was told: at all other times since `heardFrom` it was seen. */
export interface Hearing {
  /** First instant that was told of, or null while none was. */
  readonly heardFrom: number | null;
  /** In order of time. */
  readonly silences: readonly Silence[];
}

export const UNTOLD: Hearing = { heardFrom: null, silences: [] };

/** What an entry says of a stretch: what was told of it before no longer holds. */
export interface ToldSilences {
  readonly from: number;
  readonly to: number | null;
  readonly silences: readonly { readonly from: number; readonly to: number | null; readonly off: boolean }[];
}

/** How a tracker was heard once an entry is taken in. */
export function heardAnew({ heardFrom, silences }: Hearing, told: ToldSilences): Hearing {
  const time = stretchOf(told);
  const lastHeard = lastHeardIn(told);
  const kept = silences.flatMap((silence) =>
    without(stretchOf(silence), time).flatMap((part) =>
      part.from < time.to ? { ...silence, ...part } : since(lastHeard, { ...silence, ...part }),
    ),
  );
  const fresh = told.silences.flatMap(({ from, to, off }) => {
    const part = within(stretchOf({ from, to }), time);
    return part && part.from < part.to ? [{ ...part, since: from, off }] : [];
  });
  const all = [...kept, ...fresh].toSorted((a, b) => a.from - b.from);
  return {
    heardFrom: Math.min(heardFrom ?? Infinity, told.from),
    silences: all.map((silence) => ({ ...silence, to: endOf(silence) })),
  };
}

/** When a tracker was last heard up to the end of a stretch, by what an entry says of it. */
function lastHeardIn(told: ToldSilences): number {
  const { to } = stretchOf(told);
  const ongoing = told.silences.find((silence) => silence.from < to && (silence.to ?? Infinity) > to);
  return ongoing ? ongoing.from : to;
}

/**
 * What was told before of a silence, now that the tracker is known to have been heard: one behind that instant began no
 * earlier, and one that lasts has ended.
 */
function since(lastHeard: number, part: Stretch & Omit<Silence, 'to'>): (Stretch & Omit<Silence, 'to'>)[] {
  if (part.since >= lastHeard) return [part];
  return part.to === Infinity ? [] : [{ ...part, since: lastHeard }];
}

/** One tracker's coverage, ready to be asked. */
export interface Listening {
  readonly hearing: Hearing;
  /** When the tracker was first heard; it is off before. */
  readonly firstHeard: number;
  /** Silence that lasts grows only up to here: what follows is not known yet. Unix milliseconds. */
  readonly now: number;
  readonly limits: SilenceLimits;
}

/** How well a tracker is heard at an instant. */
export function coverageAt({ hearing, firstHeard, now, limits }: Listening, instant: number): Coverage {
  if (instant < firstHeard) return OFF;
  const silence = hearing.silences.findLast(({ from }) => from <= instant);
  if (!silence || instant >= (silence.to ?? Infinity)) return SEEN;
  if (silence.off) return OFF;
  const silentMs = (silence.to === null ? Math.min(instant, now) : instant) - silence.since;
  if (silentMs >= limits.offMs) return OFF;
  if (silentMs > limits.probableMs) return 2;
  return silentMs > limits.seenMs ? 1 : SEEN;
}

/** Every instant of a stretch at which a tracker's coverage may change. */
export function coverageChanges({ hearing, firstHeard, now, limits }: Listening, stretch: Stretch): number[] {
  const ofSilences = hearing.silences.flatMap((silence) => {
    const grown = thresholds(silence, limits).filter((instant) => silence.to !== null || instant <= now);
    return [silence.from, silence.to ?? Infinity, ...grown];
  });
  return [firstHeard, ...ofSilences].filter((instant) => instant > stretch.from && instant < stretch.to);
}

/** When a tracker that stays silent is next heard less well, or null when it will not be. */
export function nextThreshold({ hearing, now, limits }: Listening): number | null {
  const silence = hearing.silences.at(-1);
  if (!silence || silence.to !== null || silence.off) return null;
  return thresholds(silence, limits).find((instant) => instant > now) ?? null;
}

/** When a tracker may count as heard otherwise once an entry is taken in. */
export function heardOtherwise({ hearing, firstHeard, now }: Listening, told: ToldSilences): Stretch {
  const { from, to } = stretchOf(told);
  const lastHeard = lastHeardIn(told);
  // It also says that the tracker was not off any more, and that silence told of before lasted no longer than that.
  const ends = hearing.silences.flatMap((silence) => (silence.since < lastHeard ? stretchOf(silence).to : []));
  // Silence was known up to now; as far as it is over by the entry it is known to its end, which may lie ahead.
  const known = Math.min(from, now);
  return { from: known, to: Math.max(to, from < firstHeard ? firstHeard : to, ...ends) };
}

function thresholds({ since }: Silence, { seenMs, probableMs, offMs }: SilenceLimits): number[] {
  return [since + seenMs + 1, since + probableMs + 1, since + offMs];
}

import type { PresenceRules } from '../geofence/rules.ts';

/** What of rules is suggested. */
export type SuggestedRules = Pick<PresenceRules, 'exitBufferMeters' | 'enterConfirmFixes' | 'exitConfirmFixes'>;

/** What rules would have made of a geofence's history. */
export interface Outcome {
  readonly flaps: number;
  /** Time that is inside by today's rules and not by these, or the other way round, milliseconds. */
  readonly movedMs: number;
}

/** Rules, and what they would have made. */
export interface Candidate extends Outcome {
  readonly rules: SuggestedRules;
}

/** Flaps are taken for gone when no more than this share of them is left. */
const SHARE_LEFT = 0.1;
/** Larger buffers than the largest rule nobody can set, metres. */
const LARGEST_BUFFER = 10_000;
const CONFIRMATIONS = [1, 2, 3, 5];
const QUANTILES = [0.5, 0.75, 0.9, 0.95, 1];

/**
 * Rules worth trying against flaps, today's first: buffers as wide as the fixes lay outside that ended or began one, and
 * more fixes to confirm. None is narrower, or asks for fewer fixes, than today's.
 * @param distances how far outside, metres, fixes that flapped lay.
 */
export function candidateRules(today: SuggestedRules, distances: readonly number[]): SuggestedRules[] {
  const sorted = distances.filter((meters) => meters > 0).toSorted((one, other) => one - other);
  const wider = QUANTILES.flatMap((quantile) => quantileOf(sorted, quantile) ?? [])
    .map((meters) => Math.min(Math.ceil(meters), LARGEST_BUFFER))
    .filter((meters) => meters > today.exitBufferMeters);
  const buffers = [today.exitBufferMeters, ...new Set(wider)];
  const all = buffers.flatMap((exitBufferMeters) =>
    CONFIRMATIONS.map((fixes) => ({
      exitBufferMeters,
      enterConfirmFixes: Math.max(fixes, today.enterConfirmFixes),
      exitConfirmFixes: Math.max(fixes, today.exitConfirmFixes),
    })),
  );
  return [...new Map(all.map((rules) => [JSON.stringify(rules), rules])).values()];
}

/**
 * Of candidates the one that removes at least 90 % of the flaps and moves the least time; where none removes so many, the
 * one that leaves the fewest. Of equal ones the narrower buffer, then fewer fixes.
 */
export function bestOf(candidates: readonly Candidate[], flapsToday: number): Candidate | null {
  const enough = candidates.filter(({ flaps }) => flaps <= flapsToday * SHARE_LEFT);
  const [best = null] = enough.length
    ? enough.toSorted((one, other) => one.movedMs - other.movedMs || compareRules(one.rules, other.rules))
    : candidates.toSorted(
        (one, other) => one.flaps - other.flaps || one.movedMs - other.movedMs || compareRules(one.rules, other.rules),
      );
  return best;
}

/** The value that a share of sorted values does not exceed, or null without values. */
export function quantileOf(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

function compareRules(one: SuggestedRules, other: SuggestedRules): number {
  return (
    one.exitBufferMeters - other.exitBufferMeters ||
    one.exitConfirmFixes - other.exitConfirmFixes ||
    one.enterConfirmFixes - other.enterConfirmFixes
  );
}

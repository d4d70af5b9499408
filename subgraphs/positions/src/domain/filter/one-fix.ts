import type { PlausibleFix } from '../judge.ts';
import type { RulesOn } from './effective-rules.ts';
import type { FilterRule } from './filter-rule.ts';
import { scopeText } from './scope.ts';

/** A fix as the rules that look at nothing else see it. */
export interface FilteredFix {
  readonly fix: PlausibleFix;
  /** What it came through. */
  readonly transport: string;
  /** Our clock, Unix milliseconds. */
  readonly receivedAt: number;
}

/** Why a rule refuses a fix, naming rule, limit and value; null where all let it pass. The first in order that refuses speaks. */
export function filterRefusal(rules: RulesOn, filtered: FilteredFix): string | null {
  for (const { rule, setting, scope } of rules.values()) {
    const problem = PROBLEMS[rule]?.(filtered, setting.limit ?? 0) ?? null;
    if (problem !== null) return `${problem} (rule ${rule} of ${scope ? scopeText(scope) : 'nobody'})`;
  }
  return null;
}

/** What each rule has against a fix, or null. */
const PROBLEMS: Partial<Record<FilterRule, (filtered: FilteredFix, limit: number) => string | null>> = {
  INVALID: ({ fix }) => (fix.attributes?.valid === false ? 'valid must not be false, got false' : null),
  ZERO: ({ fix }) =>
    fix.latitudeE7 === 0 && fix.longitudeE7 === 0 ? 'latitude and longitude must not both be 0, got 0, 0' : null,
  OUTDATED: outdatedProblem,
  FUTURE: ({ fix, receivedAt }, limit) => aheadProblem((fix.recordedAt - receivedAt) / 1_000, limit),
  PAST: ({ fix, receivedAt }, limit) => pastProblem((receivedAt - fix.recordedAt) / 1_000, limit),
  ACCURACY: ({ fix }, limit) => accuracyProblem(fix.accuracyCentimeters, limit),
  APPROXIMATE: ({ fix }) => approximateProblem(fix.attributes ?? {}),
};

/** Phones with OwnTracks answer a ping with the place they had last. */
function outdatedProblem({ fix: { attributes }, transport }: FilteredFix): string | null {
  if (attributes?.outdated === true) return 'outdated must not be true, got true';
  const isPing = (transport === 'owntracks' || transport === 'mqtt') && attributes?.t === 'p';
  return isPing ? 't must not be p, which repeats the last place, got "p"' : null;
}

function aheadProblem(seconds: number, limit: number): string | null {
  return seconds > limit ? `time must lie at most ${limit} s ahead of ours, got ${seconds} s` : null;
}

function pastProblem(seconds: number, limit: number): string | null {
  return seconds > limit ? `time must lie at most ${limit} s before it was received, got ${seconds} s` : null;
}

/** Who does not say how accurate a fix is, is believed. */
function accuracyProblem(centimeters: number | null, limit: number): string | null {
  return centimeters !== null && centimeters > limit * 100
    ? `accuracy must be at most ${limit} m, got ${centimeters / 100} m`
    : null;
}

/** What a place that is guessed from networks is said to come from. */
const NETWORKS = new Set(['network', 'cell', 'wifi']);

function approximateProblem({ approximate, source }: NonNullable<PlausibleFix['attributes']>): string | null {
  if (approximate === true) return 'approximate must not be true, got true';
  const isGuessed = typeof source === 'string' && NETWORKS.has(source.toLowerCase());
  return isGuessed ? `source must not be a network, got ${JSON.stringify(source)}` : null;
}

import type { PresenceRules } from '../geofence/rules.ts';
import type { Standing } from './standing.ts';
import type { Phase } from './visit.ts';

/**
 * The first instant at which somebody last heard at `heardAt` has been silent for too long. Whoever was heard exactly so
 * long ago still counts as heard, so it is one millisecond later; null when silence never matters.
 */
export function silentFrom(heardAt: number, afterSeconds: number | null): number | null {
  return afterSeconds === null ? null : heardAt + afterSeconds * 1_000 + 1;
}

/** The longest silence that is too short for any rule, milliseconds. */
export function shortestMs({ probableAfterSeconds, staleAfterSeconds, endAfterSeconds }: PresenceRules): number {
  let seconds = probableAfterSeconds ?? Infinity;
  if (staleAfterSeconds !== null && staleAfterSeconds < seconds) seconds = staleAfterSeconds;
  if (endAfterSeconds !== null && endAfterSeconds < seconds) seconds = endAfterSeconds;
  return seconds * 1_000;
}

/** The phases of a silence since `heardAt`, as far as an instant: those that began before it. */
function phasesUntil(
  heardAt: number,
  { probableAfterSeconds, staleAfterSeconds }: PresenceRules,
  until: number,
): { probable: Phase | null; stale: Phase | null } {
  const probableFrom = silentFrom(heardAt, probableAfterSeconds);
  const staleFrom = silentFrom(heardAt, staleAfterSeconds);
  const isProbable = probableFrom !== null && probableFrom < until && (staleFrom === null || probableFrom < staleFrom);
  return {
    probable: isProbable ? { from: probableFrom, to: Math.min(staleFrom ?? until, until) } : null,
    stale: staleFrom !== null && staleFrom < until ? { from: staleFrom, to: until } : null,
  };
}

/** The standing once its tracker, last heard at `heardAt`, was heard at an instant: a silence that was too long ends there. */
export function heardAgain(
  standing: Standing,
  { heardAt, rules, at }: { heardAt: number; rules: PresenceRules; at: number },
): Standing {
  const { probableAfterSeconds, staleAfterSeconds } = rules;
  const silentMs = at - heardAt;
  if (silentMs <= 1_000 * Math.min(probableAfterSeconds ?? Infinity, staleAfterSeconds ?? Infinity)) return standing;
  const { probable, stale } = phasesUntil(heardAt, rules, at);
  if (!probable && !stale) return standing;
  return {
    ...standing,
    probable: probable ? [...standing.probable, probable] : standing.probable,
    stale: stale ? [...standing.stale, stale] : standing.stale,
  };
}

/** The standing as it looks when nothing was heard since `heardAt` up to and including an instant: phases that last are open. */
export function silentUntil(
  standing: Standing,
  { heardAt, rules, until }: { heardAt: number; rules: PresenceRules; until: number },
): Standing {
  const { probable, stale } = phasesUntil(heardAt, rules, until + 1);
  if (!probable && !stale) return standing;
  const openProbable = probable && { from: probable.from, to: stale ? stale.from : null };
  return {
    ...standing,
    probable: openProbable ? [...standing.probable, openProbable] : standing.probable,
    stale: stale ? [...standing.stale, { from: stale.from, to: null }] : standing.stale,
  };
}

/** The part of phases that lies before the end of their visit; what has no length is none. */
export function clipped(phases: readonly Phase[], to: number | null): readonly Phase[] {
  if (!phases.length) return phases;
  return phases
    .map((phase) => (to === null ? phase : { from: phase.from, to: phase.to === null ? to : Math.min(phase.to, to) }))
    .filter((phase) => phase.to === null || phase.from < phase.to);
}

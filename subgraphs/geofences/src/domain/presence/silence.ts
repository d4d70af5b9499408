import type { Standing, StalePhase } from './standing.ts';

/**
 * The first instant at which somebody last heard at `lastSeenAt` counts as stale. Whoever was heard exactly so long ago
 * still counts as seen, so it is one millisecond later; null when silence never matters.
 */
export function staleInstant(lastSeenAt: number, staleAfterSeconds: number | null): number | null {
  return staleAfterSeconds === null ? null : lastSeenAt + staleAfterSeconds * 1_000 + 1;
}

/**
 * The standing once its tracker was heard at an instant: a silence that was too long ends there; one that was noted and
 * turns out not to have been too long never was.
 */
export function heardAt(standing: Standing, instant: number): Standing {
  const { staleAt } = standing;
  const over = standing.stale.filter(({ to }) => to !== null);
  const stale = staleAt !== null && staleAt < instant ? [...over, { from: staleAt, to: instant }] : over;
  return { ...standing, stale };
}

/** The standing once it is known that nothing was heard up to an instant; the same one when that is not too long. */
export function silentUntil(standing: Standing, instant: number): Standing {
  const deadline = deadlineOf(standing);
  if (deadline === null || deadline > instant) return standing;
  return { ...standing, stale: [...standing.stale, { from: deadline, to: null }] };
}

/** When somebody must look whether the tracker is still silent, or null when there is nothing to find. */
export function deadlineOf({ phase, staleAt, stale }: Standing): number | null {
  const isVisit = phase === 'INSIDE' || phase === 'EXITING';
  return isVisit && stale.at(-1)?.to !== null ? staleAt : null;
}

/** The part of stale phases that lies before the end of their visit. */
export function clipped(stale: readonly StalePhase[], to: number | null): readonly StalePhase[] {
  if (to === null) return stale;
  return stale
    .filter(({ from }) => from < to)
    .map((phase) => ({ from: phase.from, to: phase.to === null ? to : Math.min(phase.to, to) }));
}

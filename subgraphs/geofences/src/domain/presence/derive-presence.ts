import type { KnownFences } from './fence-set.ts';
import type { Fix } from './fix.ts';
import { UNSEEN, visitsAt, type FenceStep } from './tracker-state.ts';
import { visitOver } from './visit-of.ts';
import type { Visit } from './visit.ts';
import { Walk } from './walk.ts';

/**
 * Stage one over a whole track at once: the visits of one tracker as they look at an instant, in no particular order.
 * @param fixes in the order of positions, each once.
 * @param until up to when nothing more was heard, Unix milliseconds, included.
 */
export function derivePresence({
  fixes,
  fences,
  until,
}: {
  fixes: readonly Fix[];
  fences: KnownFences;
  until: number;
}): Visit[] {
  const visits: Visit[] = [];
  const walk = new Walk(UNSEEN);
  for (const fix of fixes) {
    for (const visit of visitsClosedBy(walk.take(fix, fences))) visits.push(visit);
  }
  return [...visits, ...visitsAt(walk.state, fences, until).values()];
}

/** The visits that were certain and over with a fix. */
export function visitsClosedBy(steps: readonly FenceStep[]): Visit[] {
  return steps.flatMap(({ closed, crossed }) =>
    [closed && visitOver(closed), crossed].filter((visit) => visit !== null),
  );
}

import type { KnownFences } from './fence-set.ts';
import type { Fix } from './fix.ts';
import { takeFix, UNSEEN, visitsAt, type Stepped, type TrackerState } from './tracker-state.ts';
import type { Visit } from './visit.ts';

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
  let state: TrackerState = UNSEEN;
  for (const fix of fixes) {
    const stepped = takeFix(state, fix, fences);
    visits.push(...visitsClosedBy(stepped));
    state = stepped.state;
  }
  return [...visits, ...visitsAt(state, fences, until).values()];
}

/** The visits that were certain and over with a fix. */
export function visitsClosedBy({ steps }: Stepped): Visit[] {
  return steps.flatMap(({ closed, crossed }) => [closed, crossed].filter((visit) => visit !== null));
}

import type { KnownFences } from '../../src/domain/presence/fence-set.ts';
import { visitsClosedBy } from '../../src/domain/presence/derive-presence.ts';
import type { DerivedVisit } from '../../src/domain/presence/reconcile.ts';
import { SEGMENT_FIXES, withStandings, type KeptFix, type Segment } from '../../src/domain/presence/replay.ts';
import { orderOf, takeFix, UNSEEN, visitsAt, type TrackerState } from '../../src/domain/presence/tracker-state.ts';
import type { Visit } from '../../src/domain/presence/visit.ts';
import { deriveAnew } from '../../src/workers/presence/derive-anew.ts';
import { openLine } from '../../src/workers/presence/segment-line.ts';

/** What is derived anew: as the worker does it, or as a test wants it. */
export type DeriveAnew = typeof deriveAnew;

/**
 * A tracker as the worker keeps it, in memory: fixes in segments, visits that are decided, and where it stands. It takes
 * fixes in any order, and edits.
 */
export function createArrivingTracker(derive: DeriveAnew = deriveAnew) {
  let state: TrackerState = UNSEEN;
  let recent: Segment = { start: UNSEEN, fixes: [] };
  const segments = new Map<number, Segment>();
  let visits: DerivedVisit[] = [];
  const from = (segment: Segment) => segment.fixes[0]?.recordedAt ?? 0;

  function next(fix: KeptFix, fences: KnownFences): void {
    const last = recent.fixes.at(-1);
    if (recent.fixes.length >= SEGMENT_FIXES && last && last.recordedAt < fix.recordedAt) {
      segments.set(from(recent), recent);
      recent = { start: state, fixes: [] };
    }
    recent = { ...recent, fixes: [...recent.fixes, fix] };
    const stepped = takeFix(state, fix, fences);
    for (const visit of visitsClosedBy(stepped.steps)) visits.push({ visit, decidedAt: fix.recordedAt });
    ({ state } = stepped);
  }

  async function anew(request: Omit<Parameters<DeriveAnew>[0], 'until'>): Promise<void> {
    const line = openLine(recent, async (at, most) => {
      const all = [...segments.values()].toSorted((a, b) => from(a) - from(b));
      const first = Math.max(
        0,
        all.findLastIndex((segment) => from(segment) <= at),
      );
      return all.slice(first, first + most).map((segment) => ({ ...segment, from: from(segment) }));
    });
    const found = await derive({ ...request, until: 0 }, line);
    const { concerned } = request;
    for (const stretch of found.stretches) {
      const isOld = ({ visit, decidedAt }: DerivedVisit) =>
        (concerned?.has(visit.geofenceId) ?? true) &&
        decidedAt !== null &&
        decidedAt >= stretch.from &&
        decidedAt < (stretch.to ?? Infinity);
      visits = [...visits.filter((one) => !isOld(one)), ...stretch.visits];
    }
    for (const removed of found.removed) segments.delete(removed);
    for (const segment of found.segments) segments.set(from(segment), segment);
    if (!found.end) return;
    ({ recent } = found.end);
    state = concerned ? withStandings(state, found.end.state, concerned) : found.end.state;
  }

  return {
    /** Takes fixes that came together, given in order. */
    async take(fixes: readonly KeptFix[], fences: KnownFences): Promise<void> {
      const [first] = fixes;
      if (!first) return;
      const fresh = fixes.filter((fix) => orderOf(state, fix) !== 'known');
      if (orderOf(state, first) === 'next') for (const fix of fixes) next(fix, fences);
      else if (fresh[0]) await anew({ fresh, from: fresh[0].recordedAt, fences, concerned: null });
    },
    /** Learns of an edit that concerns the time from an instant on. */
    async edit(geofenceId: string, since: number, fences: KnownFences): Promise<void> {
      if ((state.last?.recordedAt ?? -1) < since) return;
      await anew({ fresh: [], from: since, fences, concerned: new Set([geofenceId]) });
    },
    /** What is believed at an instant. */
    visits: (fences: KnownFences, until: number): Visit[] => [
      ...visits.map(({ visit }) => visit),
      ...visitsAt(state, fences, until).values(),
    ],
  };
}

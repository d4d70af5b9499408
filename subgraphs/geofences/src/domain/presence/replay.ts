import { comparePositions } from '@trekker/geo';

import { visitsClosedBy } from './derive-presence.ts';
import type { FenceAround, KnownFences } from './fence-set.ts';
import type { Fix } from './fix.ts';
import type { DerivedVisit } from './reconcile.ts';
import { stateText } from './state-text.ts';
import type { TrackerState } from './tracker-state.ts';
import { Walk } from './walk.ts';

/** A fix as it is kept: with the instant from which it was known, Unix milliseconds. */
export interface KeptFix extends Fix {
  readonly knownAt: number;
}

/** A run of a tracker's fixes, in order, and where the tracker stood before the first of them. */
export interface Segment {
  readonly start: TrackerState;
  readonly fixes: readonly KeptFix[];
}

/** Fixes of a segment at most before it is cut; more are kept together only where they share an instant. */
export const SEGMENT_FIXES = 48;

/** Two runs of fixes as one, in order; what both hold is in it once, as the first has it. */
export function mergedFixes(held: readonly KeptFix[], fresh: readonly KeptFix[]): KeptFix[] {
  const merged: KeptFix[] = [];
  let at = 0;
  for (const fix of fresh) {
    for (let next = held[at]; next && comparePositions(next.key, fix.key) < 0; next = held[at]) {
      merged.push(next);
      at += 1;
    }
    const same = [held[at], merged.at(-1)].some((one) => one && comparePositions(one.key, fix.key) === 0);
    if (!same) merged.push(fix);
  }
  for (; at < held.length; at += 1) {
    const next = held[at];
    if (next) merged.push(next);
  }
  return merged;
}

/** What replaying a run of fixes gave. */
export interface Replayed {
  /** The run, cut into segments of at most twice the usual size. */
  readonly segments: readonly Segment[];
  /** Visits that were over with one of its fixes. */
  readonly visits: readonly DerivedVisit[];
  readonly end: TrackerState;
}

/** Takes a run of fixes from a state on. */
export function replay(start: TrackerState, fixes: readonly KeptFix[], fences: KnownFences): Replayed {
  const segments: { start: TrackerState; fixes: KeptFix[] }[] = [];
  const visits: DerivedVisit[] = [];
  const cutsAt = fixes.length > 2 * SEGMENT_FIXES ? SEGMENT_FIXES : Infinity;
  const walk = new Walk(start);
  let current = { start, fixes: [] as KeptFix[] };
  for (const fix of fixes) {
    if (current.fixes.length >= cutsAt && fix.recordedAt > (current.fixes.at(-1)?.recordedAt ?? 0)) {
      segments.push(current);
      current = { start: walk.state, fixes: [] };
    }
    for (const visit of visitsClosedBy(walk.take(fix, fences))) visits.push({ visit, decidedAt: fix.recordedAt });
    current.fixes.push(fix);
  }
  if (current.fixes.length) segments.push(current);
  return { segments, visits, end: walk.state };
}

/** Whether two ways led to the same state, so that whatever follows is the same too. */
export function isSameState(a: TrackerState, b: TrackerState): boolean {
  return stateText(a) === stateText(b);
}

/** The geofences of a set, as if there were no others. */
export function only(geofenceIds: ReadonlySet<string>, fences: KnownFences): KnownFences {
  const edition = {};
  const amongThem = (around: readonly FenceAround[]) =>
    around.filter(({ version }) => geofenceIds.has(version.geofenceId));
  return {
    edition,
    containing: (point, instant) => amongThem(fences.containing(point, instant)),
    area(point, instant) {
      const area = fences.area(point, instant);
      return area && { ...area, edition, around: amongThem(area.around) };
    },
    crossed: (from, to, instant) =>
      fences.crossed(from, to, instant).filter(({ geofenceId }) => geofenceIds.has(geofenceId)),
    fence: (geofenceId) => (geofenceIds.has(geofenceId) ? fences.fence(geofenceId) : null),
  };
}

/** A state with the standings to some geofences as another state has them. */
export function withStandings(state: TrackerState, from: TrackerState, geofenceIds: ReadonlySet<string>): TrackerState {
  const standings = new Map([...state.standings].filter(([geofenceId]) => !geofenceIds.has(geofenceId)));
  for (const [geofenceId, standing] of from.standings) {
    if (geofenceIds.has(geofenceId)) standings.set(geofenceId, standing);
  }
  return { ...state, standings, ease: null };
}

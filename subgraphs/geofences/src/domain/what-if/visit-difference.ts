import type { Visit } from '../presence/visit.ts';
import { endOf } from './visit-figures.ts';

/** What other settings would make of one tracker's visits to one geofence. */
export interface VisitDifference {
  /** Visits that share no instant with any before. */
  readonly added: number;
  /** Visits that share no instant with any then. */
  readonly removed: number;
  /** By how much time inside grows, milliseconds; negative where it shrinks. */
  readonly changedMs: number;
  /** Time that is inside by one of the settings and not by the other, milliseconds. */
  readonly movedMs: number;
}

/** The difference between visits under two settings, each in order of `from`; those that last count up to `until`. */
export function differenceOf(before: readonly Visit[], after: readonly Visit[], until: number): VisitDifference {
  const [one, other] = [before, after].map((visits) => visits.map((visit) => spanOf(visit, until)));
  const [old, fresh] = [one ?? [], other ?? []];
  const shared = sharedMs(old, fresh);
  const [insideBefore, insideAfter] = [lengthOf(old), lengthOf(fresh)];
  return {
    added: visitsApart(after, before, until).length,
    removed: visitsApart(before, after, until).length,
    changedMs: insideAfter - insideBefore,
    movedMs: insideBefore + insideAfter - 2 * shared,
  };
}

/** The visits that share no instant with any of others; those that last count up to `until`. */
export function visitsApart<Some extends Visit>(
  visits: readonly Some[],
  others: readonly Visit[],
  until: number,
): Some[] {
  const spans = others.map((visit) => spanOf(visit, until));
  return visits.filter((visit) => !spans.some((each) => meet(spanOf(visit, until), each)));
}

/** `[from, to)`; of a visit of no length the instant itself. */
interface Span {
  readonly from: number;
  readonly to: number;
}

function spanOf(visit: Visit, until: number): Span {
  return { from: visit.from, to: endOf(visit, until) };
}

function meet(one: Span, other: Span): boolean {
  return one.from === other.from || (one.from < other.to && other.from < one.to);
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Walks both lists once; neither has spans that overlap. */
function sharedMs(one: readonly Span[], other: readonly Span[]): number {
  let shared = 0;
  for (let [i, j] = [0, 0]; ;) {
    const [a, b] = [one[i], other[j]];
    if (!a || !b) return shared;
    shared += Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
    if (a.to <= b.to) i += 1;
    else j += 1;
  }
}

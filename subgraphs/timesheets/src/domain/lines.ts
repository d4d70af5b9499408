import { touches, type Interval } from './interval.ts';
import type { Presence, SeenVisit } from './presence.ts';
import type { Stretch, StretchKind } from './stays.ts';

/** What a line of a sheet counts as; the values of the SDL's `AttendanceKind`. */
export type LineKind = StretchKind | 'VISIT';

/** A stretch of a day with one meaning, and the visits behind it. */
export interface Line extends Interval {
  readonly kind: LineKind;
  /** Length in whole seconds of the clock. */
  readonly seconds: number;
  /** Whether it lasts on. */
  readonly open: boolean;
  readonly visitIds: readonly string[];
}

/** The stretches that lie in a day, cut at its edges. */
export function linesIn(day: Interval, { stretches, presence, now, isVisitor }: LineOptions): Line[] {
  const ofDay = stretches.filter((stretch) => touches(stretch, day));
  const visits = visitsNear(ofDay, presence.visits);
  return ofDay.map((stretch) => {
    const part = { from: Math.max(stretch.from, day.from), to: Math.min(stretch.to, day.to) };
    const behind = stretch.kind === 'GAP' ? around(stretch, visits) : during(part, visits);
    return {
      ...part,
      kind: isVisitor && stretch.kind !== 'GAP' ? 'VISIT' : stretch.kind,
      seconds: secondsOf(part),
      open: part.to === now && behind.some(({ open }) => open),
      visitIds: behind.map(({ personVisitId }) => personVisitId),
    };
  });
}

/** What lines are made of. */
export interface LineOptions {
  readonly stretches: readonly Stretch[];
  readonly presence: Presence;
  /** Until when visits are looked at, Unix milliseconds. */
  readonly now: number;
  /** Whether the person does not work here: then nothing counts as work or break. */
  readonly isVisitor: boolean;
}

/**
 * Length in whole seconds of the clock: both ends are taken at the second they lie in. However a stretch is divided, its
 * parts add up to it, over midnight, weeks and years.
 */
function secondsOf({ from, to }: Interval): number {
  return Math.floor(to / 1_000) - Math.floor(from / 1_000);
}

/** Visits that touch the time of some stretches: all that may be behind them, so that not all are looked at for each. */
function visitsNear(stretches: readonly Stretch[], visits: readonly SeenVisit[]): readonly SeenVisit[] {
  const [first, last] = [stretches.at(0), stretches.at(-1)];
  if (!first || !last) return [];
  return visits.filter(({ from, seen }) => from <= last.to && (seen.at(-1)?.to ?? from) >= first.from);
}

function during(part: Interval, visits: readonly SeenVisit[]): SeenVisit[] {
  return visits.filter(({ seen }) => seen.some((stretch) => touches(stretch, part)));
}

/** The visits a hole lies between: those seen up to its begin and from its end on. */
function around(hole: Interval, visits: readonly SeenVisit[]): SeenVisit[] {
  return visits.filter(({ seen }) => seen.some(({ from, to }) => to === hole.from || from === hole.to));
}

import { InvalidInputError } from '@trekker/kit';

import { endOf } from './person-visit.ts';
import { rankOf, STATES, type Counts, type State } from './state.ts';
import type { Stay } from './stay.ts';

/** Which instants a series is asked for: `from`, `from + stepMs`, … before `to`; Unix milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
}

/** Headcounts one after the other. */
export interface Series {
  readonly points: readonly SeriesPoint[];
  /** Most people who were present, or probably, at one instant of the span, and the first such instant. */
  readonly maximum: { readonly count: number; readonly at: number };
}

export interface SeriesPoint extends Counts {
  readonly at: number;
}

/** Most points of one series. */
const MOST_POINTS = 2_000;
/** Longest span of one series, in days. */
const MOST_DAYS = 400;
const DAY_MS = 86_400_000;

/** Checks what a series is asked for. Fails with INVALID_INPUT that names the argument. */
export function parseSpan({ from, to, stepSeconds }: { from: number; to: number; stepSeconds: number }): Span {
  if (to <= from) throw new InvalidInputError('to', `must lie after \`from\`, got ${new Date(to).toISOString()}`);
  if (to - from > MOST_DAYS * DAY_MS) {
    const got = Math.ceil((to - from) / DAY_MS);
    throw new InvalidInputError('to', `must lie at most ${MOST_DAYS} days after \`from\`, got ${got} days`);
  }
  if (stepSeconds < 1) throw new InvalidInputError('stepSeconds', `must be at least 1, got ${stepSeconds}`);
  const stepMs = stepSeconds * 1_000;
  const points = Math.ceil((to - from) / stepMs);
  if (points > MOST_POINTS) {
    throw new InvalidInputError(
      'stepSeconds',
      `must give at most ${MOST_POINTS} points, ${stepSeconds} gives ${points}`,
    );
  }
  return { from, to, stepMs };
}

/** A part of a span: from its first instant to its end, excluded; Unix milliseconds. */
export type Part = Pick<Span, 'from' | 'to'>;

/** A series that is counted part by part, so that not everybody's stays of a long span must be there at once. */
export interface OpenSeries {
  /** Counts the next part of the span. @param stays all that have a moment in the part, those of others make no difference. */
  add(stays: readonly Stay[], part: Part): void;
  /** What all parts so far give. */
  readonly series: Series;
}

/** A series of which nothing is counted yet. Parts must follow each other without a gap, from the begin of the span. */
export function openSeries({ from: begin, stepMs }: Pick<Span, 'from' | 'stepMs'>): OpenSeries {
  const points: SeriesPoint[] = [];
  let maximum = { count: 0, at: begin };
  let due = begin;
  return {
    add(stays, part) {
      const tally = createTally();
      const pointsBefore = (instant: number): void => {
        for (; due < instant; due += stepMs) points.push({ at: due, ...tally.counts() });
      };
      for (const [at, changes] of changesWithin(stays, part)) {
        pointsBefore(at);
        for (const change of changes) tally.apply(change);
        const { present, probable } = tally.counts();
        if (present + probable > maximum.count) maximum = { count: present + probable, at };
      }
      pointsBefore(part.to);
    },
    get series() {
      return { points, maximum };
    },
  };
}

/** Somebody begins, or ceases, to count in one way. */
interface Change {
  readonly personId: string;
  readonly state: State;
  readonly by: 1 | -1;
}

/** What changes at each instant of a span, in order of time. */
function changesWithin(stays: readonly Stay[], { from, to }: { from: number; to: number }): [number, Change[]][] {
  const byInstant = new Map<number, Change[]>();
  const note = (at: number, change: Change): void => {
    const known = byInstant.get(at);
    if (known) known.push(change);
    else byInstant.set(at, [change]);
  };
  for (const { personId, state, ...stay } of stays) {
    const [start, end] = [Math.max(stay.from, from), Math.min(endOf(stay), to)];
    if (start >= end) continue;
    note(start, { personId, state, by: 1 });
    if (end < to) note(end, { personId, state, by: -1 });
  }
  return [...byInstant].toSorted(([a], [b]) => a - b);
}

/** Counts everybody once, in the best of the states that hold. */
function createTally() {
  const counts = STATES.map(() => 0);
  const people = new Map<string, number[]>();
  const best = (holding: readonly number[]) => holding.findIndex((count) => count > 0);
  const add = (rank: number, by: number) => {
    if (rank >= 0) counts[rank] = (counts[rank] ?? 0) + by;
  };
  return {
    apply({ personId, state, by }: Change): void {
      const holding = people.get(personId) ?? STATES.map(() => 0);
      people.set(personId, holding);
      add(best(holding), -1);
      holding[rankOf(state)] = (holding[rankOf(state)] ?? 0) + by;
      add(best(holding), 1);
    },
    counts(): Counts {
      const [present = 0, probable = 0, stale = 0, unknown = 0] = counts;
      return { present, probable, stale, unknown };
    },
  };
}
